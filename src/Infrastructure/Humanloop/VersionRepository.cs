using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class VersionRepository(AccountDatabase database) : IVersionRepository
{
    public async Task<Result<T>> InTransaction<T>(Func<Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        // Where somebody else has made the file meanwhile, it is there now.
        var outcome = await Attempt();
        return outcome.Error == HumanloopErrors.PathTaken ? await Attempt() : outcome;

        Task<Result<T>> Attempt() => database.InTransaction(work, attempt => attempt.Error is null, cancellationToken);
    }

    public async Task<Guid?> Find(FileVersion version, byte[] hash, CancellationToken cancellationToken)
    {
        const string Sql = """
            select v.id from humanloop_files f
            join humanloop_versions v on v.account_id = f.account_id and v.file_id = f.id
            where f.account_id = @AccountId and f.deleted_at is null and f.kind = @Kind
              and case when @FileId::uuid is null then f.path = @Path else f.id = @FileId end
              and v.content_hash = @Hash and v.deleted_at is null
            """;
        var values = new
        {
            version.CreatedBy.AccountId,
            version.FileId,
            version.Path,
            Kind = StoredNames.Of(version.Kind),
            Hash = hash,
        };
        return await database.SingleOrDefault<Guid?>(Sql, values, cancellationToken);
    }

    public async Task<Result<VersionedFile?>> Open(FileVersion version, CancellationToken cancellationToken)
    {
        const string Sql = """
            select f.id, f.path, f.evaluator_id, f.kind from humanloop_files f
            where f.account_id = @AccountId and f.deleted_at is null
              and case when @FileId::uuid is null then f.path = @Path else f.id = @FileId end
            for update
            """;
        var values = new { version.CreatedBy.AccountId, version.FileId, version.Path };
        var row = await database.SingleOrDefault<FileRow>(Sql, values, cancellationToken);
        if (row is null && version.FileId is not null)
            return HumanloopErrors.FileNotFound(new FileReference { FileId = version.FileId }.Words);
        if (row is not null && row.Kind != version.Kind)
            return HumanloopErrors.PathOfOtherKind(row.Path, row.Kind);
        return row is null
            ? Result<VersionedFile?>.Ok(null)
            : new VersionedFile(row.Id, row.Path, row.EvaluatorId, IsNew: false);
    }

    public async Task<Result<VersionedFile>> Create(
        FileVersion version, Guid fileId, Guid? evaluatorId, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into humanloop_files (account_id, id, kind, path, evaluator_id, created_by, created_at)
            values (@AccountId, @Id, @Kind, @Path, @EvaluatorId, @UserId, @CreatedAt)
            on conflict (account_id, path) where deleted_at is null do nothing
            """;
        var values = new
        {
            version.CreatedBy.AccountId,
            version.CreatedBy.UserId,
            Id = fileId,
            Kind = StoredNames.Of(version.Kind),
            version.Path,
            EvaluatorId = evaluatorId,
            version.CreatedAt,
        };
        return await database.Execute(Sql, values, cancellationToken) == 0
            ? HumanloopErrors.PathTaken
            : new VersionedFile(fileId, version.Path!, evaluatorId, IsNew: true);
    }

    public async Task<Result<Guid>> Put(
        VersionedFile file, FileVersion version, NewVersion details, CancellationToken cancellationToken)
    {
        // The file is locked: nobody else makes a version of it at the same time.
        const string Same = """
            select v.id from humanloop_versions v
            where v.account_id = @AccountId and v.file_id = @FileId and v.content_hash = @Hash and v.deleted_at is null
            """;
        const string NameIsTaken = """
            select exists (
              select from humanloop_versions v
              where v.account_id = @AccountId and v.file_id = @FileId and v.name = @Name and v.deleted_at is null
                and v.content_hash <> @Hash)
            """;
        const string Rename = """
            update humanloop_versions v
            set name = coalesce(@Name, v.name), description = coalesce(@Description, v.description)
            where v.account_id = @AccountId and v.file_id = @FileId and v.content_hash = @Hash and v.deleted_at is null
            """;
        const string Insert = """
            with version as (
              insert into humanloop_versions (account_id, id, file_id, content, content_hash, name, description, datapoints,
                evaluation_label_id, created_by, created_at)
              values (@AccountId, @Id, @FileId, @Content, @Hash, @Name, @Description, @Datapoints, @LabelId, @UserId, @CreatedAt)
              returning id
            ), datapoints as (
              insert into humanloop_version_datapoints (account_id, version_id, datapoint_id, position)
              select @AccountId, @Id, p.id, p.position from unnest(@DatapointIds) with ordinality as p (id, position)
              returning datapoint_id
            ), deployment as (
              insert into humanloop_deployments (account_id, file_id, environment, version_id, deployed_by, deployed_at)
              select @AccountId, @FileId, 'production', @Id, @UserId, @CreatedAt where @Deploy
              returning version_id
            )
            select version.id from version
            """;
        var values = new
        {
            version.CreatedBy.AccountId,
            version.CreatedBy.UserId,
            details.Id,
            FileId = file.Id,
            version.Content,
            details.Hash,
            version.Name,
            version.Description,
            Datapoints = details.Datapoints?.Count,
            details.LabelId,
            DatapointIds = details.Datapoints?.ToArray() ?? [],
            version.CreatedAt,
            Deploy = file.IsNew && version.IsDeployedFirst,
        };
        if (version.Name is not null && await database.SingleOrDefault<bool>(NameIsTaken, values, cancellationToken))
            return HumanloopErrors.VersionNameTaken;
        if (await database.SingleOrDefault<Guid?>(Same, values, cancellationToken) is not { } same)
            return await database.SingleOrDefault<Guid>(Insert, values, cancellationToken);
        if (version.Name is not null || version.Description is not null)
            await database.Execute(Rename, values, cancellationToken);
        return same;
    }

    public async Task<IReadOnlyList<LabelledVersion>> Labelled(
        string accountId, Guid fileId, CancellationToken cancellationToken)
    {
        const string Sql = """
            select v.evaluation_label_id as label_id, v.content from humanloop_versions v
            join evaluation_labels l on l.account_id = v.account_id and l.id = v.evaluation_label_id
            where v.account_id = @AccountId and v.file_id = @FileId and l.archived_at is null
            order by v.created_at desc, v.id desc
            """;
        return await database.List<LabelledVersion>(
            Sql, new { AccountId = accountId, FileId = fileId }, cancellationToken);
    }

    private sealed record FileRow
    {
        public required Guid Id { get; init; }
        public required string Path { get; init; }
        public Guid? EvaluatorId { get; init; }
        public required FileKind Kind { get; init; }
    }
}
