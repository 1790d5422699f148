using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Puts suites and experiments together with the versions that they name.</summary>
internal sealed class SuiteReading(
    ISuiteRepository suites, IExperimentRepository experiments, IFileRepository files, IExperimentFigures figures)
{
    public async Task<SuiteView?> Find(string accountId, Guid id, CancellationToken cancellationToken) =>
        await suites.Find(accountId, id, cancellationToken) is { } row
            ? (await Views(accountId, [row], cancellationToken))[0]
            : null;

    /// <summary>In the same order.</summary>
    public async Task<IReadOnlyList<SuiteView>> Views(
        string accountId, IReadOnlyList<SuiteRow> rows, CancellationToken cancellationToken)
    {
        var evaluators = await suites.Evaluators(accountId, [.. rows.Select(row => row.Id)], cancellationToken);
        var versions = await files.Versions(accountId, evaluators.Select(e => e.VersionId), cancellationToken);
        var ofSuite = evaluators.ToLookup(
            e => e.SuiteId, e => new SuiteEvaluatorView(versions[e.VersionId], e.Orchestrated, e.AddedAt));
        return [.. rows.Select(row => new SuiteView(row, [.. ofSuite[row.Id]]))];
    }

    /// <summary>How the experiments of a suite stand, or one of them, the latest first.</summary>
    public async Task<IReadOnlyList<ExperimentStatsView>> Stats(
        string accountId, SuiteView suite, Guid? only, CancellationToken cancellationToken)
    {
        var rows = await experiments.OfSuite(accountId, suite.Suite.Id, cancellationToken);
        if (only is { } id)
            rows = [.. rows.Where(row => row.Id == id)];
        var counted = await figures.Of(accountId, [.. rows.Select(row => row.Id)], suite.Evaluators, cancellationToken);
        return
        [
            .. from row in rows
               let found = counted[row.Id]
               let progress = new ExperimentProgress(row.ClosedAs, row.Expected, found.Logs, found.Done)
               select new ExperimentStatsView(row, progress.Status, found),
        ];
    }

    /// <summary>The experiments of a suite, or one of them, the latest first.</summary>
    public async Task<IReadOnlyList<ExperimentView>> Experiments(
        string accountId, SuiteView suite, Guid? only, CancellationToken cancellationToken)
    {
        var stats = await Stats(accountId, suite, only, cancellationToken);
        var named = stats.SelectMany(s => new[] { s.Experiment.DatasetVersionId, s.Experiment.VersionId }).OfType<Guid>();
        var versions = await files.Versions(accountId, named, cancellationToken);
        return
        [
            .. stats.Select(s => new ExperimentView(
                s.Experiment, s.Status, Of(s.Experiment.DatasetVersionId), Of(s.Experiment.VersionId))),
        ];

        FileView? Of(Guid? versionId) => versionId is { } id ? versions[id] : null;
    }
}
