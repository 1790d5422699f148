using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

public interface IExperimentRepository
{
    /// <summary>
    /// Adds an experiment to a suite; with the Logs of its version that answer datapoints of its dataset, the latest of each
    /// datapoint, where that is wanted.
    /// </summary>
    Task Create(NewExperiment experiment, CancellationToken cancellationToken);

    Task<ExperimentRow?> Find(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>The experiments of a suite, the latest first.</summary>
    Task<IReadOnlyList<ExperimentRow>> OfSuite(string accountId, Guid suiteId, CancellationToken cancellationToken);

    /// <summary>Adds an experiment that there is to a suite; one that the suite has is left as it is.</summary>
    Task Attach(string accountId, Guid suiteId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>False where the suite does not have the experiment. It stays where else it is.</summary>
    Task<bool> Detach(string accountId, Guid suiteId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Makes it the one that the others of the suite are compared with.</summary>
    Task SetControl(string accountId, Guid suiteId, Guid id, CancellationToken cancellationToken);

    Task Close(string accountId, Guid id, ExperimentStatus status, CancellationToken cancellationToken);

    /// <summary>
    /// The ids of some Logs of these experiments, experiment by experiment, in each in the order in which they came; and how
    /// many there are in all.
    /// </summary>
    Task<PageOf<ExperimentLogRow>> Logs(
        string accountId, IReadOnlyList<Guid> experimentIds, PageWanted page, CancellationToken cancellationToken);
}

public sealed record NewExperiment
{
    public required Guid Id { get; init; }
    public required Guid SuiteId { get; init; }
    public Guid? DatasetVersionId { get; init; }
    public Guid? VersionId { get; init; }
    public required bool UseExistingLogs { get; init; }
    public required Caller CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed record ExperimentLogRow(Guid ExperimentId, Guid LogId, Guid? DatapointId);
