using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Makes an experiment the control of a suite, completes it, or gives it up.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record UpdateExperiment : IRequest<Result<ExperimentView>>, IUserRequest
{
    public required Caller Caller { get; init; }
    public required Guid SuiteId { get; init; }
    public required Guid ExperimentId { get; init; }
    public bool Control { get; init; }

    /// <summary>Completed or cancelled; as it is where null.</summary>
    public ExperimentStatus? Status { get; init; }
}

internal sealed class UpdateExperimentHandler(IExperimentRepository experiments, SuiteReading reading)
    : IRequestHandler<UpdateExperiment, Result<ExperimentView>>
{
    public async Task<Result<ExperimentView>> Handle(UpdateExperiment request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await reading.Find(account, request.SuiteId, cancellationToken) is not { } suite)
            return HumanloopErrors.SuiteNotFound;
        var found = await reading.Stats(account, suite, request.ExperimentId, cancellationToken);
        if (found is not [var experiment])
            return HumanloopErrors.ExperimentNotFound;

        if (request.Status is { } status)
        {
            if (experiment.Status is not (ExperimentStatus.Pending or ExperimentStatus.Running))
                return HumanloopErrors.AlreadyFinished;
            await experiments.Close(account, request.ExperimentId, status, cancellationToken);
        }

        if (request.Control)
            await experiments.SetControl(account, request.SuiteId, request.ExperimentId, cancellationToken);
        return (await reading.Experiments(account, suite, request.ExperimentId, cancellationToken))[0];
    }
}
