using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

public interface ILogRepository
{
    /// <summary>
    /// Adds a Log whose run is there, and links it to its experiment; without one, to those that still want a Log of this
    /// version for this datapoint. Refused where there is one with its id.
    /// </summary>
    Task<Result<Done>> Add(NewLog log, CancellationToken cancellationToken);

    /// <summary>Adds an evaluator's Log. Refused where there is one with its id.</summary>
    Task<Result<Done>> Add(NewLog log, NewJudgment judgment, CancellationToken cancellationToken);

    /// <summary>Links Logs that are there to an experiment, each once; those that are not there are left out.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="experimentId">The experiment.</param>
    /// <param name="logIds">The Logs.</param>
    /// <param name="datapointId">The datapoint that they answer; each its own where null.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task Link(
        string accountId,
        Guid experimentId,
        IReadOnlyList<Guid> logIds,
        Guid? datapointId,
        DateTimeOffset at,
        CancellationToken cancellationToken);

    /// <summary>Replaces the content, and says whether it is complete now.</summary>
    Task Update(
        string accountId, Guid id, JsonObjectText content, bool complete, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Deletes Logs, with what evaluators have said of them. Their runs, and the evaluations of those, stay.</summary>
    Task Delete(string accountId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Those of these Logs that there are, in the order of the ids.</summary>
    Task<IReadOnlyList<LogRow>> Find(string accountId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>What evaluators have said of these Logs, in the order in which they did.</summary>
    Task<IReadOnlyList<LogRow>> JudgmentsOf(
        string accountId, IReadOnlyList<Guid> logIds, CancellationToken cancellationToken);

    /// <summary>The Logs below these in their traces, at any depth, in the order in which they came.</summary>
    Task<IReadOnlyList<LogRow>> TracesOf(string accountId, IReadOnlyList<Guid> logIds, CancellationToken cancellationToken);

    /// <summary>The latest first.</summary>
    Task<PageOf<LogRow>> List(LogFilter filter, CancellationToken cancellationToken);
}

/// <summary>A Log to add.</summary>
public sealed record NewLog
{
    public required Guid Id { get; init; }
    public required Guid FileId { get; init; }
    public required Guid VersionId { get; init; }
    public required Guid RunId { get; init; }
    public LogLinks Links { get; init; } = new();
    public required bool Complete { get; init; }
    public required JsonObjectText Content { get; init; }
    public required Caller CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What an evaluator's Log says.</summary>
/// <param name="LogId">The Log that is judged.</param>
/// <param name="Outcome">What the evaluator came to.</param>
/// <param name="EvaluationId">The evaluation that the judgment was recorded as; null where the ledger does not hold it.</param>
/// <param name="Judgment">Its JSON, where the ledger does not hold it.</param>
public sealed record NewJudgment(Guid LogId, JudgmentOutcome Outcome, Guid? EvaluationId, string? Judgment);

/// <summary>Which Logs a list has: those that meet every condition. What is null is no condition.</summary>
public sealed record LogFilter
{
    public required string AccountId { get; init; }
    public required Guid FileId { get; init; }
    public Guid? VersionId { get; init; }

    /// <summary>Only these; all where empty.</summary>
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>A part of what was sent, in any case.</summary>
    public string? Search { get; init; }

    /// <summary>A part of the metadata, in any case.</summary>
    public string? MetadataSearch { get; init; }

    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether they are part of a trace, or are not.</summary>
    public bool? InTrace { get; init; }

    public required PageWanted Page { get; init; }

    /// <summary>Whether there is no condition but the file.</summary>
    public bool IsWholeFile =>
        this is { VersionId: null, Ids.Count: 0, Search: null, MetadataSearch: null, From: null, Before: null, InTrace: null };
}
