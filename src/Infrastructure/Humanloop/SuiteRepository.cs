using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class SuiteRepository(AccountDatabase database) : ISuiteRepository
{
    private const string Select = """
        select s.id, s.file_id, f.kind as file_kind, s.name, s.created_by, s.created_at, s.updated_at, (
            select count(*) from humanloop_suite_experiments x
            where x.account_id = @AccountId and x.suite_id = s.id) as experiments
        from humanloop_suites s
        left join humanloop_files f on f.account_id = @AccountId and f.id = s.file_id
        """;

    private const string InsertEvaluators = """
        insert into humanloop_suite_evaluators (account_id, suite_id, version_id, orchestrated, added_at)
        select @AccountId, @Id, v.id, v.orchestrated, @At + v.position * interval '1 microsecond'
        from unnest(@VersionIds, @Orchestrated) with ordinality as v (id, orchestrated, position)
        on conflict (account_id, suite_id, version_id) do nothing
        returning version_id
        """;

    public async Task<Result<Done>> Create(NewSuite suite, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            insert into humanloop_suites (account_id, id, file_id, name, created_by, created_at, updated_at)
            values (@AccountId, @Id, @FileId, @Name, @UserId, @At, @At)
            on conflict (account_id, (coalesce(file_id, '00000000-0000-0000-0000-000000000000')), name)
              where deleted_at is null and name is not null do nothing
            """;
        var values = new
        {
            suite.CreatedBy.AccountId,
            suite.CreatedBy.UserId,
            suite.Id,
            suite.FileId,
            suite.Name,
            At = suite.CreatedAt,
            VersionIds = suite.Evaluators.Select(e => e.VersionId).ToArray(),
            Orchestrated = suite.Evaluators.Select(e => e.Orchestrated).ToArray(),
        };
        return await database.InTransaction(Insert, outcome => outcome.Error is null, cancellationToken);

        async Task<Result<Done>> Insert()
        {
            if (await database.Execute(Sql, values, cancellationToken) == 0)
                return HumanloopErrors.SuiteNameTaken;
            await database.Execute(InsertEvaluators, values, cancellationToken);
            return new Done();
        }
    }

    public async Task<SuiteRow?> Find(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"{Select} where s.account_id = @AccountId and s.id = @Id and s.deleted_at is null";
        return await database.SingleOrDefault<SuiteRow>(Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<PageOf<SuiteRow>> List(
        string accountId, Guid fileId, PageWanted page, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            {Select}
            where s.account_id = @AccountId and s.file_id = @FileId and s.deleted_at is null
            order by s.id desc
            limit @Limit offset @Skip
            """;
        const string Count = """
            select count(*) from humanloop_suites s
            where s.account_id = @AccountId and s.file_id = @FileId and s.deleted_at is null
            """;
        var values = new { AccountId = accountId, FileId = fileId, Limit = page.Size, page.Skip };
        var suites = await database.List<SuiteRow>(Sql, values, cancellationToken);
        return new(suites, page, await database.SingleOrDefault<long>(Count, values, cancellationToken));
    }

    public async Task<bool> Delete(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            update humanloop_suites s set deleted_at = @At, updated_at = @At
            where s.account_id = @AccountId and s.id = @Id and s.deleted_at is null
            """;
        return await database.Execute(Sql, new { AccountId = accountId, Id = id, At = at }, cancellationToken) > 0;
    }

    public async Task<IReadOnlyList<SuiteEvaluatorRow>> Evaluators(
        string accountId, IReadOnlyList<Guid> suiteIds, CancellationToken cancellationToken)
    {
        const string Sql = """
            select e.suite_id, e.version_id, e.orchestrated, e.added_at from humanloop_suite_evaluators e
            where e.account_id = @AccountId and e.suite_id = any (@Ids)
            order by e.added_at, e.version_id
            """;
        return await database.List<SuiteEvaluatorRow>(
            Sql, new { AccountId = accountId, Ids = suiteIds.ToArray() }, cancellationToken);
    }

    public async Task AddEvaluators(
        string accountId,
        Guid id,
        IReadOnlyList<NewSuiteEvaluator> evaluators,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with added as ({InsertEvaluators})
            update humanloop_suites s set updated_at = @At
            where s.account_id = @AccountId and s.id = @Id and exists (select from added)
            """;
        var values = new
        {
            AccountId = accountId,
            Id = id,
            At = at,
            VersionIds = evaluators.Select(e => e.VersionId).ToArray(),
            Orchestrated = evaluators.Select(e => e.Orchestrated).ToArray(),
        };
        await database.Execute(Sql, values, cancellationToken);
    }

    public async Task<bool> RemoveEvaluator(
        string accountId, Guid id, Guid versionId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            with removed as (
              delete from humanloop_suite_evaluators e
              where e.account_id = @AccountId and e.suite_id = @Id and e.version_id = @VersionId
              returning e.version_id
            )
            update humanloop_suites s set updated_at = @At
            where s.account_id = @AccountId and s.id = @Id and exists (select from removed)
            """;
        var values = new { AccountId = accountId, Id = id, VersionId = versionId, At = at };
        return await database.Execute(Sql, values, cancellationToken) > 0;
    }
}
