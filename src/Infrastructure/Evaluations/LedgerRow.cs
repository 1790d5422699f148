using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>An evaluation, and one of its later entries if it has any.</summary>
internal sealed record LedgerRow
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
    public required int Version { get; init; }
    public required double Value { get; init; }
    public string? UpdatedBy { get; init; }
    public Guid? UpdatedByEvaluatorId { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? RetractedAt { get; init; }
    public required byte[] Hash { get; init; }
    public required double FirstValue { get; init; }
    public string? CreatedBy { get; init; }
    public Guid? CreatedByEvaluatorId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int? EntryVersion { get; init; }
    public string? EntryAction { get; init; }
    public double? EntryValue { get; init; }
    public string? EntryCreatedBy { get; init; }
    public Guid? EntryCreatedByEvaluatorId { get; init; }
    public DateTimeOffset? EntryCreatedAt { get; init; }
    public string? EntryReason { get; init; }
    public byte[]? EntryPreviousHash { get; init; }
    public byte[]? EntryHash { get; init; }

    /// <param name="later">The rows of the second and later entries, in their order.</param>
    public RecordedEvaluation ToEvaluation(IReadOnlyList<LedgerRow> later)
    {
        var evaluation = new RecordedEvaluation
        {
            AccountId = AccountId,
            RunId = RunId,
            Id = Id,
            EvaluationLabelId = EvaluationLabelId,
            OutputName = OutputName,
            FieldPath = FieldPath,
            Comment = Comment,
            Metadata = Metadata,
            Confidence = Confidence,
            Version = Version,
            Value = Value,
            UpdatedBy = UpdatedBy,
            UpdatedByEvaluatorId = UpdatedByEvaluatorId,
            UpdatedAt = UpdatedAt,
            RetractedAt = RetractedAt,
            Hash = Hash,
            Entries = [],
        };
        var creation = Creation();
        // Where the second entry has gone, the hash of the first has gone with it: the gap is found all the same.
        var hash = later switch
        {
            [{ EntryVersion: 2, EntryPreviousHash: { } kept }, ..] => kept,
            [] when Version == 1 => Hash,
            _ => EvaluationEntryHash.Of(evaluation, creation),
        };
        return evaluation with { Entries = [creation with { Hash = hash }, .. later.Select(row => row.Entry())] };
    }

    private EvaluationEntry Creation() => new()
    {
        Version = 1,
        Action = EvaluationAction.Created,
        Value = FirstValue,
        CreatedBy = CreatedBy,
        CreatedByEvaluatorId = CreatedByEvaluatorId,
        CreatedAt = CreatedAt,
        Hash = [],
    };

    private EvaluationEntry Entry() => new()
    {
        Version = EntryVersion!.Value,
        Action = StoredNames.Read<EvaluationAction>(EntryAction!),
        Value = EntryValue!.Value,
        CreatedBy = EntryCreatedBy,
        CreatedByEvaluatorId = EntryCreatedByEvaluatorId,
        CreatedAt = EntryCreatedAt!.Value,
        Reason = EntryReason,
        PreviousHash = EntryPreviousHash,
        Hash = EntryHash!,
    };
}
