namespace RunEvaluations.Domain.Evaluations;

/// <summary>An entry in the history of an evaluation. It is never altered.</summary>
public sealed record EvaluationEntry
{
    public const int MaxReasonLength = 1_000;

    /// <summary>1 for the creation, and one more with each entry.</summary>
    public required int Version { get; init; }

    public required EvaluationAction Action { get; init; }

    /// <summary>The value from then on; for a retraction the one that was taken back.</summary>
    public required double Value { get; init; }

    /// <summary>The user who did it, or null where an evaluator did.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The evaluator that did it, or null where a user did.</summary>
    public Guid? CreatedByEvaluatorId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why, in the words of whoever did it; a creation has none.</summary>
    public string? Reason { get; init; }

    /// <summary>The hash of the entry before; null for the first.</summary>
    public byte[]? PreviousHash { get; init; }

    /// <summary>SHA-256 over the entry and the hash of the one before, as <see cref="EvaluationEntryHash"/> has it.</summary>
    public required byte[] Hash { get; init; }
}
