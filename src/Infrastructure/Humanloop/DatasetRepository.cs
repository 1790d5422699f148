using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class DatasetRepository(AccountDatabase database) : IDatasetRepository
{
    public async Task<IReadOnlyList<Guid>> Keep(
        string accountId, Guid fileId, IReadOnlyList<NewDatapoint> datapoints, CancellationToken cancellationToken)
    {
        // The file is locked: nobody else adds datapoints to it at the same time.
        const string Insert = """
            insert into humanloop_datapoints (account_id, id, file_id, content, content_hash)
            select @AccountId, p.id, @FileId, p.content::json, p.hash
            from unnest(@Ids, @Contents, @Hashes) as p (id, content, hash)
            on conflict (account_id, file_id, content_hash) do nothing
            """;
        const string Select = """
            select d.id from unnest(@Hashes) with ordinality as p (hash, position)
            join humanloop_datapoints d on d.account_id = @AccountId and d.file_id = @FileId and d.content_hash = p.hash
            order by p.position
            """;
        var values = new
        {
            AccountId = accountId,
            FileId = fileId,
            Ids = datapoints.Select(d => d.Id).ToArray(),
            Contents = datapoints.Select(d => d.Content.Text).ToArray(),
            Hashes = datapoints.Select(d => d.Hash).ToArray(),
        };
        await database.Execute(Insert, values, cancellationToken);
        return await database.List<Guid>(Select, values, cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> IdsOf(string accountId, Guid versionId, CancellationToken cancellationToken)
    {
        const string Sql = """
            select p.datapoint_id from humanloop_version_datapoints p
            where p.account_id = @AccountId and p.version_id = @VersionId
            order by p.position
            """;
        return await database.List<Guid>(
            Sql, new { AccountId = accountId, VersionId = versionId }, cancellationToken);
    }

    public async Task<IReadOnlyList<DatapointView>> List(
        string accountId, Guid versionId, long skip, int limit, CancellationToken cancellationToken)
    {
        // Positions are whole numbers without gaps: nothing has to be counted to skip some.
        const string Sql = """
            select d.id, d.content from humanloop_version_datapoints p
            join humanloop_datapoints d on d.account_id = p.account_id and d.id = p.datapoint_id
            where p.account_id = @AccountId and p.version_id = @VersionId and p.position > @Skip
            order by p.position
            limit @Limit
            """;
        var values = new { AccountId = accountId, VersionId = versionId, Skip = skip, Limit = limit };
        return await database.List<DatapointView>(Sql, values, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, DatapointView>> Find(
        string accountId, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        const string Sql = """
            select d.id, d.content from humanloop_datapoints d
            where d.account_id = @AccountId and d.id = any (@Ids)
            """;
        Guid[] wanted = [.. ids.Distinct()];
        if (wanted is [])
            return new Dictionary<Guid, DatapointView>();
        var rows = await database.List<DatapointView>(Sql, new { AccountId = accountId, Ids = wanted }, cancellationToken);
        return rows.ToDictionary(row => row.Id);
    }
}
