using Npgsql;
using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Humanloop;

internal sealed class LogRepository(AccountDatabase database) : ILogRepository
{
    public Task<Result<Done>> Add(NewLog log, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with log as ({LogInsertion.Sql}), wanted as (
              select x.id, x.dataset_version_id from humanloop_experiments x
              where x.account_id = @AccountId and x.id = @ExperimentId
              union all
              select x.id, x.dataset_version_id from humanloop_experiments x
              join humanloop_version_datapoints p on p.account_id = x.account_id and p.version_id = x.dataset_version_id
                and p.datapoint_id = @DatapointId
              where @ExperimentId::uuid is null and x.account_id = @AccountId and x.version_id = @VersionId
                and x.closed_as is null and not exists (
                  select from humanloop_experiment_logs k
                  where k.account_id = x.account_id and k.experiment_id = x.id and k.datapoint_id = @DatapointId)
            ), links as (
              insert into humanloop_experiment_logs (account_id, experiment_id, log_id, datapoint_id)
              select @AccountId, w.id, @Id, (
                select p.datapoint_id from humanloop_version_datapoints p
                where p.account_id = @AccountId and p.version_id = w.dataset_version_id and p.datapoint_id = @DatapointId)
              from wanted w
              returning experiment_id
            ), subjects as (
              select s.id, 1 as logs from (values (@FileId), (@VersionId)) as s (id)
              union all
              select k.experiment_id, 1 from links k
            ), {Counting.Sql}
            select log.id from log
            """;
        return Add(Sql, LogInsertion.ValuesOf(log), cancellationToken);
    }

    public Task<Result<Done>> Add(NewLog log, NewJudgment judgment, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with log as ({LogInsertion.Sql}), judgment as (
              insert into humanloop_judgments (account_id, log_id, id, file_id, version_id, outcome, evaluation_id, judgment)
              values (@AccountId, @LogId, @Id, @FileId, @VersionId, @Outcome, @EvaluationId, @Judgment::json)
              returning id
            ), subjects as (
              select s.id, 1 as logs from (values (@FileId), (@VersionId)) as s (id)
              union all
              select k.experiment_id, 0 from humanloop_experiment_logs k
              where k.account_id = @AccountId and k.log_id = @LogId
            ), {Counting.Sql}
            select log.id from log
            """;
        var values = new Dapper.DynamicParameters(LogInsertion.ValuesOf(log));
        values.AddDynamicParams(new
        {
            judgment.LogId,
            judgment.EvaluationId,
            judgment.Judgment,
            Outcome = StoredNames.Of(judgment.Outcome),
        });
        return Add(Sql, values, cancellationToken);
    }

    public async Task Link(
        string accountId,
        Guid experimentId,
        IReadOnlyList<Guid> logIds,
        Guid? datapointId,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with links as (
              insert into humanloop_experiment_logs (account_id, experiment_id, log_id, datapoint_id)
              select @AccountId, @ExperimentId, l.id, p.datapoint_id
              from humanloop_logs l
              join humanloop_experiments x on x.account_id = l.account_id and x.id = @ExperimentId
              left join humanloop_version_datapoints p on p.account_id = @AccountId and p.version_id = x.dataset_version_id
                and p.datapoint_id = coalesce(@DatapointId, l.datapoint_id)
              where l.account_id = @AccountId and l.id = any (@LogIds)
              on conflict (account_id, experiment_id, log_id) do nothing
              returning log_id
            ), subjects as (
              select @ExperimentId as id, count(*) as logs from links k having count(*) > 0
            ), {Counting.Sql}
            select count(*) from counted
            """;
        var values = new
        {
            AccountId = accountId,
            ExperimentId = experimentId,
            LogIds = logIds.ToArray(),
            DatapointId = datapointId,
            CreatedAt = at,
            Shard = Counting.Shard(),
        };
        await database.Execute(Sql, values, cancellationToken);
    }

    public async Task Update(
        string accountId, Guid id, JsonObjectText content, bool complete, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with log as (
              update humanloop_logs l set content = @Content, complete = @Complete
              where l.account_id = @AccountId and l.id = @Id
              returning l.id
            ), subjects as (
              select k.experiment_id as id, 0 as logs from humanloop_experiment_logs k
              where k.account_id = @AccountId and k.log_id = @Id
            ), {Counting.Sql}
            select log.id from log
            """;
        var values = new
        {
            AccountId = accountId,
            Id = id,
            Content = content,
            Complete = complete,
            CreatedAt = at,
            Shard = Counting.Shard(),
        };
        await database.Execute(Sql, values, cancellationToken);
    }

    public async Task Delete(string accountId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var doomed = await database.List<Guid>(LogDeletion.OfLogs, LogDeletion.ValuesOf(accountId, ids), cancellationToken);
        foreach (var statement in LogDeletion.Statements)
            await database.Execute(statement, LogDeletion.ValuesOf(accountId, doomed), cancellationToken);
    }

    public async Task<IReadOnlyList<LogRow>> Find(
        string accountId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {LogColumns.All}
            from unnest(@Ids) with ordinality as w (id, position)
            join humanloop_logs l on l.account_id = @AccountId and l.id = w.id
            {LogColumns.Joins}
            order by w.position
            """;
        return await database.List<LogRow>(
            Sql, new { AccountId = accountId, Ids = ids.ToArray() }, cancellationToken);
    }

    public async Task<IReadOnlyList<LogRow>> JudgmentsOf(
        string accountId, IReadOnlyList<Guid> logIds, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {LogColumns.All}
            from humanloop_judgments j
            join humanloop_logs l on l.account_id = j.account_id and l.id = j.id
            {LogColumns.Evaluation}
            where j.account_id = @AccountId and j.log_id = any (@Ids)
            order by j.id
            """;
        return await database.List<LogRow>(
            Sql, new { AccountId = accountId, Ids = logIds.ToArray() }, cancellationToken);
    }

    public async Task<IReadOnlyList<LogRow>> TracesOf(
        string accountId, IReadOnlyList<Guid> logIds, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with recursive below as (
              select t.id from humanloop_logs t where t.account_id = @AccountId and t.trace_parent_id = any (@Ids)
              union
              select t.id from below b
              join humanloop_logs t on t.account_id = @AccountId and t.trace_parent_id = b.id
            )
            select {LogColumns.All}
            from below b
            join humanloop_logs l on l.account_id = @AccountId and l.id = b.id
            {LogColumns.Joins}
            order by l.id
            """;
        return await database.List<LogRow>(
            Sql, new { AccountId = accountId, Ids = logIds.ToArray() }, cancellationToken);
    }

    public async Task<PageOf<LogRow>> List(LogFilter filter, CancellationToken cancellationToken)
    {
        const string Conditions = """
            where l.account_id = @AccountId and l.file_id = @FileId
              and (@VersionId::uuid is null or l.version_id = @VersionId)
              and (cardinality(@Ids) = 0 or l.id = any (@Ids))
              and (@Search::text is null or strpos(lower(l.content::text), lower(@Search)) > 0)
              and (@MetadataSearch::text is null
                or strpos(lower((l.content -> 'metadata')::text), lower(@MetadataSearch)) > 0)
              and (@From::timestamptz is null or l.created_at >= @From)
              and (@Before::timestamptz is null or l.created_at < @Before)
              and (@InTrace::boolean is null or (l.trace_parent_id is not null) = @InTrace)
            """;
        const string Sql = $"""
            select {LogColumns.All} from humanloop_logs l {LogColumns.Joins}
            {Conditions}
            order by l.id desc
            limit @Limit offset @Skip
            """;
        const string Count = $"select count(*) from humanloop_logs l {Conditions}";
        const string Counted = """
            select coalesce(sum(c.logs), 0)::bigint from humanloop_counts c
            where c.account_id = @AccountId and c.subject_id = @FileId
            """;
        var values = new
        {
            filter.AccountId,
            filter.FileId,
            filter.VersionId,
            Ids = filter.Ids.ToArray(),
            filter.Search,
            filter.MetadataSearch,
            filter.From,
            filter.Before,
            filter.InTrace,
            Limit = filter.Page.Size,
            filter.Page.Skip,
        };
        var logs = await database.List<LogRow>(Sql, values, cancellationToken);
        // Those of a whole file are counted already.
        var total = await database.SingleOrDefault<long>(filter.IsWholeFile ? Counted : Count, values, cancellationToken);
        return new(logs, filter.Page, total);
    }

    private async Task<Result<Done>> Add(string sql, object values, CancellationToken cancellationToken)
    {
        try
        {
            await database.Execute(sql, values, cancellationToken);
            return new Done();
        }
        catch (PostgresException e) when (e.Violates("humanloop_logs_pkey"))
        {
            // It has come in the meantime.
            return HumanloopErrors.LogExists;
        }
        catch (PostgresException e) when (e.Violates("humanloop_judgments_log", PostgresErrorCodes.ForeignKeyViolation))
        {
            // What is judged was deleted in the meantime.
            return HumanloopErrors.LogNotFound;
        }
    }
}
