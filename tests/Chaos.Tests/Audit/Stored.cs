namespace RunEvaluations.Chaos.Tests.Audit;

/// <param name="Id">The run's.</param>
/// <param name="Mark">The operation in its metadata.</param>
public sealed record StoredRun(Guid Id, string? Mark);

public sealed record StoredEvaluation(
    Guid Id, Guid RunId, Guid LabelId, double FirstValue, double Value, int Version, string? Comment, bool Retracted);

/// <summary>A second or later entry of a history.</summary>
public sealed record StoredEntry(Guid EvaluationId, int Version, string Action, double Value, string? Reason);

/// <summary>All that an account has.</summary>
public sealed record Stored(
    IReadOnlyList<StoredRun> Runs,
    IReadOnlyList<StoredEvaluation> Evaluations,
    IReadOnlyList<StoredEntry> Entries);
