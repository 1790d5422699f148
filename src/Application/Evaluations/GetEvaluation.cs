using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Reads one evaluation of a run.</summary>
public sealed record GetEvaluation(Caller Caller, Guid RunId, Guid EvaluationId)
    : IRequest<Result<EvaluationView>>, IAccountRequest;

internal sealed class GetEvaluationHandler(IEvaluationRepository evaluations)
    : IRequestHandler<GetEvaluation, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(GetEvaluation request, CancellationToken cancellationToken)
    {
        var (accountId, runId, id) = (request.Caller.AccountId, request.RunId, request.EvaluationId);
        var evaluation = await evaluations.Get(accountId, runId, id, cancellationToken);
        return evaluation is null ? EvaluationErrors.NotFound : evaluation;
    }
}
