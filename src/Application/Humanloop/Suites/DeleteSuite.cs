using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Deletes a suite. Its experiments, their Logs and the evaluators stay.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record DeleteSuite(Caller Caller, Guid SuiteId) : IRequest<Result<Done>>, IUserRequest;

internal sealed class DeleteSuiteHandler(ISuiteRepository suites, TimeProvider time)
    : IRequestHandler<DeleteSuite, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteSuite request, CancellationToken cancellationToken) =>
        await suites.Delete(request.Caller.AccountId, request.SuiteId, time.GetUtcNow(), cancellationToken)
            ? new Done()
            : HumanloopErrors.SuiteNotFound;
}
