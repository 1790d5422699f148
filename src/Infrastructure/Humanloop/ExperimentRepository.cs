using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class ExperimentRepository(AccountDatabase database) : IExperimentRepository
{
    private const string Columns = """
        x.id, x.dataset_version_id, x.version_id, v.file_id, f.kind as file_kind, x.orchestrated, x.closed_as, d.datapoints as expected,
        x.created_by, x.created_at
        """;

    private const string Joins = """
        left join humanloop_versions v on v.account_id = @AccountId and v.id = x.version_id
        left join humanloop_files f on f.account_id = @AccountId and f.id = v.file_id
        left join humanloop_versions d on d.account_id = @AccountId and d.id = x.dataset_version_id
        """;

    public async Task Create(NewExperiment experiment, CancellationToken cancellationToken)
    {
        const string Sql = """
            with experiment as (
              insert into humanloop_experiments (account_id, id, dataset_version_id, version_id, orchestrated, created_by, created_at)
              values (@AccountId, @Id, @DatasetVersionId, @VersionId, false, @UserId, @CreatedAt)
              returning id
            ), added as (
              insert into humanloop_suite_experiments (account_id, suite_id, experiment_id, control, added_at)
              values (@AccountId, @SuiteId, @Id, false, @CreatedAt)
              returning experiment_id
            )
            update humanloop_suites s set updated_at = @CreatedAt where s.account_id = @AccountId and s.id = @SuiteId
            """;
        const string UseLogs = $"""
            with links as (
              insert into humanloop_experiment_logs (account_id, experiment_id, log_id, datapoint_id)
              select @AccountId, @Id, l.id, l.datapoint_id
              from (
                select distinct on (o.datapoint_id) o.id, o.datapoint_id from humanloop_logs o
                join humanloop_version_datapoints p on p.account_id = o.account_id and p.version_id = @DatasetVersionId
                  and p.datapoint_id = o.datapoint_id
                where o.account_id = @AccountId and o.version_id = @VersionId
                order by o.datapoint_id, o.id desc
              ) l
              returning log_id
            ), subjects as (
              select @Id as id, count(*) as logs from links k having count(*) > 0
            ), {Counting.Sql}
            select count(*) from counted
            """;
        var values = new
        {
            experiment.CreatedBy.AccountId,
            experiment.CreatedBy.UserId,
            experiment.Id,
            experiment.SuiteId,
            experiment.DatasetVersionId,
            experiment.VersionId,
            experiment.CreatedAt,
            Shard = Counting.Shard(),
        };
        await database.InTransaction(Insert, _ => true, cancellationToken);

        async Task<bool> Insert()
        {
            await database.Execute(Sql, values, cancellationToken);
            if (experiment.UseExistingLogs)
                await database.Execute(UseLogs, values, cancellationToken);
            return true;
        }
    }

    public async Task<ExperimentRow?> Find(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns} from humanloop_experiments x {Joins} where x.account_id = @AccountId and x.id = @Id
            """;
        return await database.SingleOrDefault<ExperimentRow>(Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<ExperimentRow>> OfSuite(
        string accountId, Guid suiteId, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns}, s.added_at, s.control, coalesce(c.last_at, x.created_at) as changed_at
            from humanloop_suite_experiments s
            join humanloop_experiments x on x.account_id = s.account_id and x.id = s.experiment_id
            {Joins}
            left join lateral (
              select max(c.last_at) as last_at from humanloop_counts c
              where c.account_id = @AccountId and c.subject_id = x.id
            ) c on true
            where s.account_id = @AccountId and s.suite_id = @SuiteId
            order by s.added_at desc, x.id desc
            """;
        return await database.List<ExperimentRow>(
            Sql, new { AccountId = accountId, SuiteId = suiteId }, cancellationToken);
    }

    public async Task Attach(
        string accountId, Guid suiteId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            with added as (
              insert into humanloop_suite_experiments (account_id, suite_id, experiment_id, control, added_at)
              values (@AccountId, @SuiteId, @Id, false, @At)
              on conflict (account_id, suite_id, experiment_id) do nothing
              returning experiment_id
            )
            update humanloop_suites s set updated_at = @At
            where s.account_id = @AccountId and s.id = @SuiteId and exists (select from added)
            """;
        await database.Execute(Sql, new { AccountId = accountId, SuiteId = suiteId, Id = id, At = at }, cancellationToken);
    }

    public async Task<bool> Detach(
        string accountId, Guid suiteId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            with removed as (
              delete from humanloop_suite_experiments s
              where s.account_id = @AccountId and s.suite_id = @SuiteId and s.experiment_id = @Id
              returning s.experiment_id
            )
            update humanloop_suites s set updated_at = @At
            where s.account_id = @AccountId and s.id = @SuiteId and exists (select from removed)
            """;
        var values = new { AccountId = accountId, SuiteId = suiteId, Id = id, At = at };
        return await database.Execute(Sql, values, cancellationToken) > 0;
    }

    public async Task SetControl(string accountId, Guid suiteId, Guid id, CancellationToken cancellationToken)
    {
        // In two steps: no suite has two controls, not even in the middle of a statement.
        const string Clear = """
            update humanloop_suite_experiments s set control = false
            where s.account_id = @AccountId and s.suite_id = @SuiteId and s.control and s.experiment_id <> @Id
            """;
        const string Set = """
            update humanloop_suite_experiments s set control = true
            where s.account_id = @AccountId and s.suite_id = @SuiteId and s.experiment_id = @Id
            """;
        const string Lock =
            "select s.id from humanloop_suites s where s.account_id = @AccountId and s.id = @SuiteId for no key update";
        var values = new { AccountId = accountId, SuiteId = suiteId, Id = id };
        await database.InTransaction(Update, _ => true, cancellationToken);

        async Task<bool> Update()
        {
            await database.SingleOrDefault<Guid>(Lock, values, cancellationToken);
            await database.Execute(Clear, values, cancellationToken);
            await database.Execute(Set, values, cancellationToken);
            return true;
        }
    }

    public async Task Close(string accountId, Guid id, ExperimentStatus status, CancellationToken cancellationToken)
    {
        const string Sql = """
            update humanloop_experiments x set closed_as = @Status where x.account_id = @AccountId and x.id = @Id
            """;
        var values = new { AccountId = accountId, Id = id, Status = StoredNames.Of(status) };
        await database.Execute(Sql, values, cancellationToken);
    }

    public async Task<PageOf<ExperimentLogRow>> Logs(
        string accountId, IReadOnlyList<Guid> experimentIds, PageWanted page, CancellationToken cancellationToken)
    {
        // They are counted already: only the experiments that the page touches are looked into.
        const string Counts = """
            select w.id, coalesce(sum(c.logs), 0)::bigint as logs
            from unnest(@Ids) with ordinality as w (id, position)
            left join humanloop_counts c on c.account_id = @AccountId and c.subject_id = w.id
            group by w.id, w.position
            order by w.position
            """;
        const string Sql = """
            select k.experiment_id, k.log_id, k.datapoint_id from humanloop_experiment_logs k
            where k.account_id = @AccountId and k.experiment_id = @Id
            order by k.log_id
            limit @Limit offset @Skip
            """;
        var counts = await database.List<(Guid Id, long Logs)>(
            Counts, new { AccountId = accountId, Ids = experimentIds.ToArray() }, cancellationToken);
        var (found, skip) = (new List<ExperimentLogRow>(), page.Skip);
        foreach (var (id, logs) in counts)
        {
            var room = page.Size - found.Count;
            if (room > 0 && skip < logs)
            {
                var values = new { AccountId = accountId, Id = id, Limit = room, Skip = skip };
                found.AddRange(await database.List<ExperimentLogRow>(Sql, values, cancellationToken));
            }

            skip = Math.Max(0, skip - logs);
        }

        return new(found, page, counts.Sum(c => c.Logs));
    }
}
