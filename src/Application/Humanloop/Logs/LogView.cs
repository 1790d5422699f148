using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>A Log with what is around it.</summary>
/// <param name="Log">The Log.</param>
/// <param name="Version">The version that it is of.</param>
/// <param name="EvaluatorLogs">What evaluators have said of it, in the order in which they did.</param>
/// <param name="Children">The Logs of its trace below it; null where they were not asked for.</param>
public sealed record LogView(
    LogRow Log, FileView Version, IReadOnlyList<LogView> EvaluatorLogs, IReadOnlyList<LogView>? Children = null);

/// <summary>A Log as it is kept.</summary>
public sealed record LogRow
{
    public required Guid Id { get; init; }
    public required Guid VersionId { get; init; }

    /// <summary>The run of the ledger that it is, or for an evaluator's Log the one that is judged.</summary>
    public required Guid RunId { get; init; }

    public Guid? TraceParentId { get; init; }
    public Guid? DatapointId { get; init; }

    /// <summary>False while a flow's Log waits for the rest of its trace.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was sent, null members left out.</summary>
    public required JsonObjectText Content { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of an evaluator's Log: the Log that it judges.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Of an evaluator's Log.</summary>
    public JudgmentOutcome? Outcome { get; init; }

    /// <summary>Of an evaluator's Log, where the ledger holds the judgment: the value as it is now, corrections included.</summary>
    public double? Value { get; init; }

    /// <summary>Whether that value was retracted.</summary>
    public bool Retracted { get; init; }

    /// <summary>Of an evaluator's Log, where the ledger does not hold the judgment: its JSON.</summary>
    public string? Judgment { get; init; }
}
