using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Logs;

/// <summary>
/// Deletes Logs with what evaluators have said of them; those that are not there are passed over. Their runs lose result
/// and metadata; the evaluations of those are the ledger's, and stay.
/// </summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record DeleteLogs(Caller Caller, IReadOnlyList<Guid> LogIds) : IRequest<Result<Done>>, IUserRequest;

internal sealed class DeleteLogsHandler(
    IVersionRepository versions, ILogRepository logs, IRunRepository runs, TimeProvider time)
    : IRequestHandler<DeleteLogs, Result<Done>>
{
    public Task<Result<Done>> Handle(DeleteLogs request, CancellationToken cancellationToken)
    {
        return versions.InTransaction(Delete, cancellationToken);

        async Task<Result<Done>> Delete()
        {
            var (account, now) = (request.Caller.AccountId, time.GetUtcNow());
            var found = await logs.Find(account, request.LogIds, cancellationToken);
            foreach (var log in found.Where(log => log.ParentId is null))
            {
                var emptied = new Run { Id = log.Id, CreatedBy = request.Caller, Status = RunStatus.Completed, CreatedAt = now };
                await runs.Put(emptied, cancellationToken);
            }

            await logs.Delete(account, [.. found.Select(log => log.Id)], cancellationToken);
            return new Done();
        }
    }
}
