using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>The datapoints of datasets.</summary>
public interface IDatasetRepository
{
    /// <summary>The ids of these datapoints of a dataset, in their order; those that are new are made.</summary>
    Task<IReadOnlyList<Guid>> Keep(
        string accountId, Guid fileId, IReadOnlyList<NewDatapoint> datapoints, CancellationToken cancellationToken);

    /// <summary>The ids of a version's datapoints, in their order.</summary>
    Task<IReadOnlyList<Guid>> IdsOf(string accountId, Guid versionId, CancellationToken cancellationToken);

    /// <summary>Some of a version's datapoints, in their order.</summary>
    Task<IReadOnlyList<DatapointView>> List(
        string accountId, Guid versionId, long skip, int limit, CancellationToken cancellationToken);

    /// <summary>Those of these datapoints that there are.</summary>
    Task<IReadOnlyDictionary<Guid, DatapointView>> Find(
        string accountId, IEnumerable<Guid> ids, CancellationToken cancellationToken);
}

/// <summary>A datapoint, with the id that it gets if it is new.</summary>
public sealed record NewDatapoint(Guid Id, JsonObjectText Content, byte[] Hash);
