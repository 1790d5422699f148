using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Adds evaluators to a suite. Experiments that were completed wait for them again.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record AddEvaluators(Caller Caller, Guid SuiteId, IReadOnlyList<WantedEvaluator> Evaluators)
    : IRequest<Result<SuiteView>>, IUserRequest;

internal sealed class AddEvaluatorsHandler(
    SuiteEvaluators evaluators, ISuiteRepository suites, SuiteReading reading, TimeProvider time)
    : IRequestHandler<AddEvaluators, Result<SuiteView>>
{
    public async Task<Result<SuiteView>> Handle(AddEvaluators request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await suites.Find(account, request.SuiteId, cancellationToken) is null)
            return HumanloopErrors.SuiteNotFound;
        var wanted = await evaluators.Resolve(account, request.Evaluators, cancellationToken);
        if (wanted.Error is { } refusal)
            return refusal;
        await suites.AddEvaluators(account, request.SuiteId, wanted.Value, time.GetUtcNow(), cancellationToken);
        return (await reading.Find(account, request.SuiteId, cancellationToken))!;
    }
}
