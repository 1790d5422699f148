using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Adds an experiment of another suite, to compare it here.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record AttachExperiment(Caller Caller, Guid SuiteId, Guid ExperimentId)
    : IRequest<Result<ExperimentView>>, IUserRequest;

internal sealed class AttachExperimentHandler(IExperimentRepository experiments, SuiteReading reading, TimeProvider time)
    : IRequestHandler<AttachExperiment, Result<ExperimentView>>
{
    public async Task<Result<ExperimentView>> Handle(AttachExperiment request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await reading.Find(account, request.SuiteId, cancellationToken) is not { } suite)
            return HumanloopErrors.SuiteNotFound;
        if (await experiments.Find(account, request.ExperimentId, cancellationToken) is null)
            return HumanloopErrors.ExperimentNotFound;
        await experiments.Attach(account, request.SuiteId, request.ExperimentId, time.GetUtcNow(), cancellationToken);
        return (await reading.Experiments(account, suite, request.ExperimentId, cancellationToken))[0];
    }
}
