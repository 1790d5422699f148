using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>What a prompt, tool, flow or agent has done: a Log of a version, and the run of the ledger that it is.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record RecordLog : IRequest<Result<RecordedLog>>, IUserRequest
{
    public required Caller Caller { get; init; }

    /// <summary>The version that it is a Log of, unless <see cref="Version"/> says it.</summary>
    public required FileReference Reference { get; init; }

    /// <summary>What the version is like: it is made where there is none.</summary>
    public VersionContent? Version { get; init; }

    /// <summary>The one who brings an id may send the Log again: it is the same Log.</summary>
    public Guid? LogId { get; init; }

    public LogLinks Links { get; init; } = new();
    public bool Complete { get; init; } = true;
    public required JsonObjectText Content { get; init; }
}

/// <summary>A Log that was recorded.</summary>
public sealed record RecordedLog(Guid Id, FileKind Kind, Guid FileId, Guid VersionId, bool Complete);

internal sealed class RecordLogHandler(
    LogVersions logVersions,
    LogReferences references,
    LogReading reading,
    LogChanges changes,
    IVersionRepository versions,
    ILogRepository logs,
    IRunRepository runs,
    UuidVersion7 ids,
    TimeProvider time) : IRequestHandler<RecordLog, Result<RecordedLog>>
{
    public Task<Result<RecordedLog>> Handle(RecordLog request, CancellationToken cancellationToken) =>
        versions.InTransaction(() => Record(request, cancellationToken), cancellationToken);

    private async Task<Result<RecordedLog>> Record(RecordLog request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var resolved = await logVersions.Resolve(
            request.Caller, request.Reference, request.Version, now, cancellationToken);
        if (resolved.Error is { } unknown)
            return unknown;
        var version = resolved.Value;
        if (await references.Fault(request.Caller.AccountId, version, request.Links, cancellationToken) is { } fault)
            return fault;
        if (request.LogId is { } sent
            && await reading.Find(request.Caller.AccountId, sent, withTrace: false, cancellationToken) is { } earlier)
            return await Again(request, earlier, version, cancellationToken);

        var id = request.LogId ?? ids.Next();
        var log = new NewLog
        {
            Id = id,
            FileId = version.FileId,
            VersionId = version.VersionId,
            RunId = id,
            Links = request.Links,
            Complete = request.Complete,
            Content = request.Content,
            CreatedBy = request.Caller,
            CreatedAt = now,
        };
        var run = await runs.Put(log.ToRun(version.Kind, version.Path), cancellationToken);
        if (run.Error is { } refusal)
            return refusal;
        if ((await logs.Add(log, cancellationToken)).Error is { } exists)
            return exists;
        return new RecordedLog(id, version.Kind, version.FileId, version.VersionId, request.Complete);
    }

    private async Task<Result<RecordedLog>> Again(
        RecordLog request, LogView earlier, FileView version, CancellationToken cancellationToken)
    {
        if (earlier.Version.FileId != version.FileId)
            return HumanloopErrors.LogExists;
        var changed = await changes.Change(request.Caller, earlier, request.Content, request.Complete, cancellationToken);
        if (changed.Error is { } refusal)
            return refusal;
        if (request.Links.ExperimentId is { } experimentId)
            await logs.Link(request.Caller.AccountId, experimentId, [earlier.Log.Id], request.Links.DatapointId, time.GetUtcNow(), cancellationToken);
        return new RecordedLog(
            earlier.Log.Id, version.Kind, version.FileId, earlier.Version.VersionId, request.Complete);
    }
}
