using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Reads every entry of an evaluation, the creation first, also after it was retracted.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetEvaluationHistory(Caller Caller, Guid RunId, Guid EvaluationId)
    : IRequest<Result<IReadOnlyList<EvaluationEntry>>>, IReadRequest;

internal sealed class GetEvaluationHistoryHandler(IEvaluationHistory history)
    : IRequestHandler<GetEvaluationHistory, Result<IReadOnlyList<EvaluationEntry>>>
{
    public async Task<Result<IReadOnlyList<EvaluationEntry>>> Handle(
        GetEvaluationHistory request, CancellationToken cancellationToken)
    {
        var (accountId, runId, id) = (request.Caller.AccountId, request.RunId, request.EvaluationId);
        var entries = await history.Entries(accountId, runId, id, cancellationToken);
        return entries.Count == 0
            ? EvaluationErrors.NotFound
            : Result<IReadOnlyList<EvaluationEntry>>.Ok(entries);
    }
}
