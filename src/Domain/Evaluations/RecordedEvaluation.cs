using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Evaluations;

/// <summary>An evaluation as the ledger holds it: what is fixed, how it stands, and its history.</summary>
public sealed record RecordedEvaluation
{
    public required string AccountId { get; init; }
    public required Guid RunId { get; init; }
    public required Guid Id { get; init; }
    public required Guid EvaluationLabelId { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public string? Comment { get; init; }
    public JsonObjectText? Metadata { get; init; }
    public double? Confidence { get; init; }

    /// <summary>How it is read: what the latest entry says, too.</summary>
    public required int Version { get; init; }
    public required double Value { get; init; }
    public string? UpdatedBy { get; init; }
    public Guid? UpdatedByEvaluatorId { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? RetractedAt { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>The creation first; never empty.</summary>
    public required IReadOnlyList<EvaluationEntry> Entries { get; init; }

    /// <summary>
    /// What was altered behind the service's back, or null where all fits: the first entry that is not what its hash
    /// was made of or does not follow the one before, or else how the evaluation is read, if no entry says so.
    /// </summary>
    public LedgerFault? FirstFault()
    {
        byte[]? previous = null;
        for (var i = 0; i < Entries.Count; i++)
        {
            var entry = Entries[i];
            if (FaultOf(entry, i + 1, previous) is { } fault)
                return new LedgerFault(RunId, Id, entry.Version, fault);
            previous = entry.Hash;
        }

        return FaultOfState() is { } stale ? new LedgerFault(RunId, Id, Version, stale) : null;
    }

    private string? FaultOf(EvaluationEntry entry, int version, byte[]? previous)
    {
        if (entry.Version != version)
            return $"stands where version {version} should be";
        if ((version == 1) != (entry.Action == EvaluationAction.Created))
            return "is a creation out of its place";
        if (version > 1 && Entries[version - 2].Action == EvaluationAction.Retracted)
            return "comes after the retraction";
        if (previous is not null && !previous.SequenceEqual(entry.PreviousHash ?? []))
            return "does not follow from the entry before";
        return EvaluationEntryHash.Of(this, entry).SequenceEqual(entry.Hash) ? null : "is not what its hash was made of";
    }

    private string? FaultOfState()
    {
        var (last, change) = (Entries[^1], Entries.LastOrDefault(e => e.Action == EvaluationAction.Changed));
        if (Version != last.Version || !Hash.SequenceEqual(last.Hash))
            return "is not the one that the evaluation was left at";
        if (!Value.Equals(last.Value))
            return "has another value than the evaluation is read with";
        if (RetractedAt != (last.Action == EvaluationAction.Retracted ? last.CreatedAt : null))
            return "and the evaluation differ on whether it was retracted";
        // What was corrected before there was a history has no entry for that.
        if (change is not null
            && (UpdatedAt != change.CreatedAt
                || UpdatedBy != change.CreatedBy
                || UpdatedByEvaluatorId != change.CreatedByEvaluatorId))
            return "and the evaluation differ on who changed it last, or when";
        return null;
    }
}
