using MediatR;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

internal sealed class EvaluatorGate(IMediator mediator) : IEvaluatorGate
{
    public async Task<bool> IsActiveAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new CheckEvaluatorCredential(caller), cancellationToken);
        return result.Value;
    }
}
