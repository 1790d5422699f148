using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>Changes some of what a Log says. What is not sent stays.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record UpdateLog : IRequest<Result<LogView>>, IUserRequest
{
    public required Caller Caller { get; init; }
    public required FileKind Kind { get; init; }

    /// <summary>The file that the Log has to be of; any of its kind where null.</summary>
    public Guid? FileId { get; init; }

    public required Guid LogId { get; init; }
    public required JsonObjectText Changes { get; init; }

    /// <summary>Whether a flow's Log has all of its trace now; as before where null.</summary>
    public bool? Complete { get; init; }
}

internal sealed class UpdateLogHandler(IVersionRepository versions, LogReading reading, LogChanges changes)
    : IRequestHandler<UpdateLog, Result<LogView>>
{
    public Task<Result<LogView>> Handle(UpdateLog request, CancellationToken cancellationToken) =>
        versions.InTransaction(() => Update(request, cancellationToken), cancellationToken);

    private async Task<Result<LogView>> Update(UpdateLog request, CancellationToken cancellationToken)
    {
        var log = await reading.Find(request.Caller.AccountId, request.LogId, withTrace: false, cancellationToken);
        if (log is null || log.Version.Kind != request.Kind || (request.FileId ?? log.Version.FileId) != log.Version.FileId)
            return HumanloopErrors.LogNotFound;
        return await changes.Change(
            request.Caller, log, request.Changes, request.Complete ?? log.Log.Complete, cancellationToken);
    }
}
