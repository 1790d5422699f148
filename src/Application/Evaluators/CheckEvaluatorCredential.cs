using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

/// <summary>Whether the evaluator that a credential names exists and is not archived.</summary>
[NeedsNoScope]
public sealed record CheckEvaluatorCredential(Caller Caller) : IRequest<Result<bool>>, IAccountRequest;

internal sealed class CheckEvaluatorCredentialHandler(IEvaluatorRepository evaluators)
    : IRequestHandler<CheckEvaluatorCredential, Result<bool>>
{
    public async Task<Result<bool>> Handle(CheckEvaluatorCredential request, CancellationToken cancellationToken) =>
        request.Caller.EvaluatorId is { } id
        && await evaluators.IsActive(request.Caller.AccountId, id, cancellationToken);
}
