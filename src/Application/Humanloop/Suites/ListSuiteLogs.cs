using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Lists the Logs of a suite's experiments page by page: the latest experiment first, in each as they came.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListSuiteLogs(Caller Caller, Guid SuiteId, IReadOnlyList<Guid> ExperimentIds, PageWanted Page)
    : IRequest<Result<PageOf<ExperimentLogView>>>, IReadRequest;

internal sealed class ListSuiteLogsHandler(
    SuiteReading suites,
    IExperimentRepository experiments,
    ILogRepository logs,
    IDatasetRepository datasets,
    LogReading reading) : IRequestHandler<ListSuiteLogs, Result<PageOf<ExperimentLogView>>>
{
    public async Task<Result<PageOf<ExperimentLogView>>> Handle(
        ListSuiteLogs request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await suites.Find(account, request.SuiteId, cancellationToken) is not { } suite)
            return HumanloopErrors.SuiteNotFound;
        var wanted = (await experiments.OfSuite(account, request.SuiteId, cancellationToken)).Select(e => e.Id);
        if (request.ExperimentIds.Count > 0)
            wanted = wanted.Intersect(request.ExperimentIds);

        var page = await experiments.Logs(account, [.. wanted], request.Page, cancellationToken);
        var rows = await logs.Find(account, [.. page.Records.Select(r => r.LogId).Distinct()], cancellationToken);
        var views = (await reading.Read(account, rows, withTrace: false, cancellationToken)).ToDictionary(v => v.Log.Id);
        var datapoints = await datasets.Find(
            account, page.Records.Select(r => DatapointOf(r)).OfType<Guid>(), cancellationToken);
        var judges = suite.Evaluators.Select(e => e.Version.FileId).ToHashSet();
        return new PageOf<ExperimentLogView>(
            [
                .. from record in page.Records
                   where views.ContainsKey(record.LogId)
                   let log = views[record.LogId]
                   let ofSuite = log.EvaluatorLogs.Where(l => judges.Contains(l.Version.FileId)).ToList()
                   let datapoint = DatapointOf(record)
                   select new ExperimentLogView(
                       record.ExperimentId,
                       log with { EvaluatorLogs = ofSuite },
                       datapoint is { } id ? datapoints[id] : null),
            ],
            page.Wanted,
            page.Total);

        Guid? DatapointOf(ExperimentLogRow row) =>
            row.DatapointId ?? rows.FirstOrDefault(log => log.Id == row.LogId)?.DatapointId;
    }
}
