using Npgsql;
using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class FileRepository(AccountDatabase database) : IFileRepository
{
    private const string UniquePath = "humanloop_files_path";
    private const string UniqueVersionName = "humanloop_versions_name";

    public async Task<FileView?> Find(string accountId, FileReference reference, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            {FileColumns.Select}
            from humanloop_files f
            join humanloop_versions v on v.account_id = f.account_id and v.file_id = f.id
            left join humanloop_deployments d on d.account_id = @AccountId and d.file_id = f.id and d.version_id = v.id
              and d.environment = coalesce(@Environment, 'production')
            {FileColumns.Joins}
            where f.account_id = @AccountId and f.deleted_at is null and v.deleted_at is null
              and (@FileId::uuid is null or f.id = @FileId) and (@Path::text is null or f.path = @Path)
              and (@Kind::text is null or f.kind = @Kind) and (@VersionId::uuid is null or v.id = @VersionId)
              and (@Environment::text is null or d.version_id is not null)
            order by (not @Latest and d.version_id is not null) desc, v.created_at desc, v.id desc
            limit 1
            """;
        var values = new
        {
            AccountId = accountId,
            reference.FileId,
            reference.Path,
            reference.VersionId,
            reference.Latest,
            Kind = reference.Kind is { } kind ? StoredNames.Of(kind) : null,
            Environment = reference.Environment is { } environment ? StoredNames.Of(environment) : null,
        };
        return await database.SingleOrDefault<FileView>(Sql, values, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, FileView>> Versions(
        string accountId, IEnumerable<Guid> versionIds, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            {FileColumns.Select}
            from humanloop_versions v
            join humanloop_files f on f.account_id = v.account_id and f.id = v.file_id
            {FileColumns.Joins}
            where v.account_id = @AccountId and v.id = any (@Ids)
            """;
        Guid[] ids = [.. versionIds.Distinct()];
        if (ids is [])
            return new Dictionary<Guid, FileView>();
        var rows = await database.List<FileView>(Sql, new { AccountId = accountId, Ids = ids }, cancellationToken);
        return rows.ToDictionary(row => row.VersionId);
    }

    public async Task<PageOf<FileView>> List(FileFilter filter, CancellationToken cancellationToken)
    {
        const string Files = """
            from humanloop_files f
            join lateral (
              select v.* from humanloop_versions v
              left join humanloop_deployments d on d.account_id = @AccountId and d.file_id = v.file_id
                and d.version_id = v.id and d.environment = coalesce(@Environment, 'production')
              where v.account_id = @AccountId and v.file_id = f.id and v.deleted_at is null
                and (@Environment::text is null or d.version_id is not null)
              order by (d.version_id is not null) desc, v.created_at desc, v.id desc
              limit 1
            ) v on true
            """;
        const string Conditions = """
            where f.account_id = @AccountId and f.deleted_at is null and f.kind = any (@Kinds)
              and (@Name::text is null or strpos(lower(regexp_replace(f.path, '^.*/', '')), lower(@Name)) > 0)
              and (@Directory::text is null or starts_with(f.path, @Directory || '/'))
              and (@By::text is null or strpos(lower(f.created_by), lower(@By)) > 0)
            """;
        var order = filter.SortBy switch
        {
            FileOrder.Name => "regexp_replace(f.path, '^.*/', '')",
            FileOrder.UpdatedAt => "v.created_at",
            _ => "f.created_at",
        };
        var direction = filter.Ascending ? "asc" : "desc";
        var sql = $"""
            {FileColumns.Select}
            {Files}
            {FileColumns.Joins}
            {Conditions}
            order by {order} {direction}, f.id {direction}
            limit @Limit offset @Skip
            """;
        const string Count = $"select count(*) {Files} {Conditions}";
        var kinds = filter.Kinds.Count == 0 ? Enum.GetValues<FileKind>() : filter.Kinds;
        var values = new
        {
            filter.AccountId,
            filter.Name,
            filter.Directory,
            filter.By,
            Environment = filter.Environment is { } environment ? StoredNames.Of(environment) : null,
            Kinds = kinds.Select(StoredNames.Of).ToArray(),
            Limit = filter.Page.Size,
            filter.Page.Skip,
        };
        var files = await database.List<FileView>(sql, values, cancellationToken);
        return new(files, filter.Page, await database.SingleOrDefault<long>(Count, values, cancellationToken));
    }

    public async Task<IReadOnlyList<FileView>?> Versions(
        string accountId, FileKind kind, Guid fileId, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            {FileColumns.Select}
            from humanloop_files f
            join humanloop_versions v on v.account_id = f.account_id and v.file_id = f.id
            {FileColumns.Joins}
            where f.account_id = @AccountId and f.id = @FileId and f.kind = @Kind and f.deleted_at is null
              and v.deleted_at is null
            order by v.created_at desc, v.id desc
            """;
        var values = new { AccountId = accountId, FileId = fileId, Kind = StoredNames.Of(kind) };
        var rows = await database.List<FileView>(Sql, values, cancellationToken);
        return rows.Count == 0 ? null : rows;
    }

    public async Task<Result<Done>> Move(
        string accountId, FileKind kind, Guid fileId, string path, CancellationToken cancellationToken)
    {
        const string Sql = """
            update humanloop_files f set path = @Path
            where f.account_id = @AccountId and f.id = @FileId and f.kind = @Kind and f.deleted_at is null
            """;
        try
        {
            var values = new { AccountId = accountId, FileId = fileId, Kind = StoredNames.Of(kind), Path = path };
            return await database.Execute(Sql, values, cancellationToken) == 0
                ? HumanloopErrors.FileNotFound(new FileReference { FileId = fileId }.Words)
                : new Done();
        }
        catch (PostgresException e) when (e.Violates(UniquePath))
        {
            return HumanloopErrors.PathTaken;
        }
    }

    public async Task<bool> Delete(
        string accountId, FileKind kind, Guid fileId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            update humanloop_files f set deleted_at = @At
            where f.account_id = @AccountId and f.id = @FileId and f.kind = @Kind and f.deleted_at is null
            """;
        var values = new { AccountId = accountId, FileId = fileId, Kind = StoredNames.Of(kind), At = at };
        return await database.Execute(Sql, values, cancellationToken) > 0;
    }

    public async Task<Result<Done>> NameVersion(
        string accountId, Guid fileId, Guid versionId, VersionName naming, CancellationToken cancellationToken)
    {
        const string Sql = """
            update humanloop_versions v
            set name = coalesce(@Name, v.name), description = coalesce(@Description, v.description)
            where v.account_id = @AccountId and v.file_id = @FileId and v.id = @VersionId and v.deleted_at is null
            """;
        try
        {
            var values = new { AccountId = accountId, FileId = fileId, VersionId = versionId, naming.Name, naming.Description };
            return await database.Execute(Sql, values, cancellationToken) == 0
                ? HumanloopErrors.VersionNotFound
                : new Done();
        }
        catch (PostgresException e) when (e.Violates(UniqueVersionName))
        {
            return HumanloopErrors.VersionNameTaken;
        }
    }

    public async Task<Result<Done>> DeleteVersion(
        string accountId, Guid fileId, Guid versionId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Of two that delete the last two versions at once, the second waits for the first.
        const string Lock =
            "select f.id from humanloop_files f where f.account_id = @AccountId and f.id = @FileId for update";
        const string Sql = """
            with versions as (
              select v.id from humanloop_versions v
              where v.account_id = @AccountId and v.file_id = @FileId and v.deleted_at is null
            ), withdrawn as (
              delete from humanloop_deployments d
              where d.account_id = @AccountId and d.file_id = @FileId and d.version_id = @VersionId
                and (select count(*) from versions) > 1
              returning d.environment
            ), deleted as (
              update humanloop_versions v set deleted_at = @At
              where v.account_id = @AccountId and v.file_id = @FileId and v.id = @VersionId and v.deleted_at is null
                and (select count(*) from versions) > 1
              returning v.id
            )
            select exists (select from versions s where s.id = @VersionId) as found, exists (select from deleted) as deleted
            """;
        var values = new { AccountId = accountId, FileId = fileId, VersionId = versionId, At = at };
        var (found, deleted) = await database.InTransaction(
            async () =>
            {
                await database.SingleOrDefault<Guid>(Lock, values, cancellationToken);
                return await database.SingleOrDefault<(bool Found, bool Deleted)>(Sql, values, cancellationToken);
            },
            _ => true,
            cancellationToken);
        if (!found)
            return HumanloopErrors.VersionNotFound;
        return deleted ? new Done() : HumanloopErrors.LastVersion;
    }
}
