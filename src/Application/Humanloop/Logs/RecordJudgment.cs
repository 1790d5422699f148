using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>
/// What an evaluator says of a Log: a Log of its own and, where the ledger holds judgments of its type, an evaluation of the
/// run that the judged Log is.
/// </summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record RecordJudgment : IRequest<Result<RecordedJudgment>>, IUserRequest
{
    public required Caller Caller { get; init; }

    /// <summary>The evaluator's version.</summary>
    public required FileReference Reference { get; init; }

    /// <summary>What the version is like: it is made where there is none, by whoever may make evaluators.</summary>
    public VersionContent? Version { get; init; }

    /// <summary>The Log that is judged.</summary>
    public required Guid ParentId { get; init; }

    /// <summary>The JSON of the judgment; null where there is none.</summary>
    public string? Judgment { get; init; }

    /// <summary>What the evaluator came to, where it has not judged.</summary>
    public JudgmentOutcome Outcome { get; init; } = JudgmentOutcome.None;

    public Guid? LogId { get; init; }
    public Guid? TraceParentId { get; init; }
    public required JsonObjectText Content { get; init; }
}

/// <summary>A judgment that was recorded.</summary>
public sealed record RecordedJudgment(Guid Id, Guid ParentId, Guid VersionId);

internal sealed class RecordJudgmentHandler(
    LogVersions logVersions,
    JudgedLogs judgedLogs,
    Judgments judgments,
    IVersionRepository versions,
    ILogRepository logs,
    UuidVersion7 ids,
    TimeProvider time) : IRequestHandler<RecordJudgment, Result<RecordedJudgment>>
{
    public Task<Result<RecordedJudgment>> Handle(RecordJudgment request, CancellationToken cancellationToken) =>
        versions.InTransaction(() => Record(request, cancellationToken), cancellationToken);

    private async Task<Result<RecordedJudgment>> Record(RecordJudgment request, CancellationToken cancellationToken)
    {
        if (request.Version is not null && !request.Caller.Scopes.Permit(Scope.LabelsWrite))
            return CallerErrors.ScopeRequired(Scope.LabelsWrite);
        var now = time.GetUtcNow();
        var resolved = await logVersions.Resolve(request.Caller, request.Reference, request.Version, now, cancellationToken);
        if (resolved.Error is { } unknown)
            return unknown;
        var evaluator = resolved.Value;
        var id = request.LogId ?? ids.Next();
        var judged = await judgedLogs.Find(request.Caller, request.ParentId, id, now, cancellationToken);
        if (judged.Error is { } missing)
            return missing;
        var judgment = request.Judgment is { } json
            ? await judgments.Record(request.Caller, evaluator, request.ParentId, json, now, cancellationToken)
            : new NewJudgment(request.ParentId, request.Outcome, EvaluationId: null, Judgment: null);
        if (judgment.Error is { } refusal)
            return refusal;

        var log = new NewLog
        {
            Id = id,
            FileId = evaluator.FileId,
            VersionId = evaluator.VersionId,
            RunId = judged.Value.Log.RunId,
            Links = new LogLinks { TraceParentId = request.TraceParentId, DatapointId = judged.Value.Log.DatapointId },
            Complete = judgment.Value.Outcome is not JudgmentOutcome.Pending,
            Content = request.Content,
            CreatedBy = request.Caller,
            CreatedAt = now,
        };
        if ((await logs.Add(log, judgment.Value, cancellationToken)).Error is { } exists)
            return exists;
        return new RecordedJudgment(id, request.ParentId, evaluator.VersionId);
    }
}
