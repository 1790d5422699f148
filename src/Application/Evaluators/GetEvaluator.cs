using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

/// <summary>Reads one evaluator, archived or not.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetEvaluator(Caller Caller, Guid EvaluatorId) : IRequest<Result<EvaluatorView>>, IReadRequest;

internal sealed class GetEvaluatorHandler(IEvaluatorRepository evaluators)
    : IRequestHandler<GetEvaluator, Result<EvaluatorView>>
{
    public async Task<Result<EvaluatorView>> Handle(GetEvaluator request, CancellationToken cancellationToken)
    {
        var evaluator = await evaluators.Get(request.Caller.AccountId, request.EvaluatorId, cancellationToken);
        return evaluator is null ? EvaluatorErrors.NotFound : evaluator;
    }
}
