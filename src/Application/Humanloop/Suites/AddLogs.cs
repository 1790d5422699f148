using MediatR;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Adds Logs that there are to an experiment of a suite, each once.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record AddLogs(Caller Caller, Guid SuiteId, Guid ExperimentId, IReadOnlyList<Guid> LogIds)
    : IRequest<Result<ExperimentView>>, IUserRequest;

internal sealed class AddLogsHandler(
    IExperimentRepository experiments, ILogRepository logs, SuiteReading reading, TimeProvider time)
    : IRequestHandler<AddLogs, Result<ExperimentView>>
{
    public async Task<Result<ExperimentView>> Handle(AddLogs request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await reading.Find(account, request.SuiteId, cancellationToken) is not { } suite)
            return HumanloopErrors.SuiteNotFound;
        var ofSuite = await experiments.OfSuite(account, request.SuiteId, cancellationToken);
        if (ofSuite.All(experiment => experiment.Id != request.ExperimentId))
            return HumanloopErrors.ExperimentNotFound;
        var found = (await logs.Find(account, request.LogIds, cancellationToken)).Select(log => log.Id).ToHashSet();
        for (var i = 0; i < request.LogIds.Count; i++)
        {
            if (!found.Contains(request.LogIds[i]))
                return HumanloopErrors.Invalid($"body.log_ids.{i}", "names no Log");
        }

        await logs.Link(
            account, request.ExperimentId, request.LogIds, datapointId: null, time.GetUtcNow(), cancellationToken);
        return (await reading.Experiments(account, suite, request.ExperimentId, cancellationToken))[0];
    }
}
