using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Takes an experiment out of a suite. It stays in others, and its Logs stay.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record DetachExperiment(Caller Caller, Guid SuiteId, Guid ExperimentId)
    : IRequest<Result<Done>>, IUserRequest;

internal sealed class DetachExperimentHandler(
    ISuiteRepository suites, IExperimentRepository experiments, TimeProvider time)
    : IRequestHandler<DetachExperiment, Result<Done>>
{
    public async Task<Result<Done>> Handle(DetachExperiment request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await suites.Find(account, request.SuiteId, cancellationToken) is null)
            return HumanloopErrors.SuiteNotFound;
        return await experiments.Detach(
            account, request.SuiteId, request.ExperimentId, time.GetUtcNow(), cancellationToken)
            ? new Done()
            : HumanloopErrors.ExperimentNotFound;
    }
}
