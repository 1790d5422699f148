using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Takes an evaluator out of a suite. What it has said stays.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record RemoveEvaluator(Caller Caller, Guid SuiteId, Guid VersionId)
    : IRequest<Result<SuiteView>>, IUserRequest;

internal sealed class RemoveEvaluatorHandler(ISuiteRepository suites, SuiteReading reading, TimeProvider time)
    : IRequestHandler<RemoveEvaluator, Result<SuiteView>>
{
    public async Task<Result<SuiteView>> Handle(RemoveEvaluator request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await suites.Find(account, request.SuiteId, cancellationToken) is null)
            return HumanloopErrors.SuiteNotFound;
        return await suites.RemoveEvaluator(
            account, request.SuiteId, request.VersionId, time.GetUtcNow(), cancellationToken)
            ? (await reading.Find(account, request.SuiteId, cancellationToken))!
            : HumanloopErrors.NotAnEvaluatorOfIt;
    }
}
