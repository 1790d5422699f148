using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Runs;

internal sealed class RunRepository(AccountDatabase database) : IRunRepository
{
    private const string ColumnsWithoutResult = """
        id, account_id, status, experiment_id, created_by, created_at, completed_at, failed_at, metadata,
        total_prompt_tokens, total_cached_tokens, total_completion_tokens, total_tokens, total_cost
        """;

    private const string Columns = $"{ColumnsWithoutResult}, result";

    private const string Insert = """
        insert into runs as r (account_id, id, status, experiment_id, created_by, created_at, completed_at, failed_at,
          result, metadata, total_prompt_tokens, total_cached_tokens, total_completion_tokens, total_tokens, total_cost)
        values (@AccountId, @Id, @Status, @ExperimentId, @UserId, @CreatedAt, @CompletedAt, @FailedAt,
          @Result, @Metadata, @PromptTokens, @CachedTokens, @CompletionTokens, @TotalTokens, @Cost)
        """;

    public async Task<Result<RunView>> Create(Run run, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            {Insert}
            on conflict (account_id, id) do nothing
            returning {Columns}
            """;
        var created = await database.SingleOrDefault<RunView>(Sql, ValuesOf(run), cancellationToken);
        return created is null ? RunErrors.AlreadyExists : created;
    }

    public async Task<Result<PutRunOutcome>> Put(Run run, CancellationToken cancellationToken)
    {
        // A run that finished keeps the moment at which it did, however often it is put again. Only a row that this
        // statement inserted has no xmax.
        const string Sql = $"""
            {Insert}
            on conflict (account_id, id) do update
            set status = excluded.status,
              completed_at = case when excluded.completed_at is not null
                then coalesce(r.completed_at, excluded.completed_at) end,
              failed_at = case when excluded.failed_at is not null then coalesce(r.failed_at, excluded.failed_at) end,
              result = excluded.result,
              metadata = excluded.metadata,
              total_prompt_tokens = excluded.total_prompt_tokens,
              total_cached_tokens = excluded.total_cached_tokens,
              total_completion_tokens = excluded.total_completion_tokens,
              total_tokens = excluded.total_tokens,
              total_cost = excluded.total_cost
            where excluded.experiment_id is null or excluded.experiment_id = r.experiment_id
            returning xmax = 0 as created, {Columns}
            """;
        var outcome = await database.SingleOrDefault<bool, RunView, PutRunOutcome>(
            Sql, ValuesOf(run), (created, view) => new PutRunOutcome(view!, created), cancellationToken);
        return outcome is null ? RunErrors.ExperimentIsFixed : outcome;
    }

    public async Task<RunView?> Get(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from runs where account_id = @AccountId and id = @Id";
        return await database.SingleOrDefault<RunView>(
            Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<RunView>> List(RunFilter filter, CancellationToken cancellationToken)
    {
        var sql = $"""
            select {ColumnsWithoutResult} from runs
            where account_id = @AccountId
              {(filter.Status is null ? "" : "and status = @Status")}
              {(filter.ExperimentId is null ? "" : "and experiment_id = @ExperimentId")}
              {(filter.CreatedFrom is null ? "" : "and created_at >= @CreatedFrom")}
              {(filter.CreatedBefore is null ? "" : "and created_at < @CreatedBefore")}
              {(filter.After is null ? "" : "and (created_at, id) < (@AfterTime, @AfterId)")}
            order by created_at desc, id desc
            limit @Limit
            """;
        var values = new
        {
            filter.AccountId,
            Status = filter.Status is { } status ? StoredNames.Of(status) : null,
            filter.ExperimentId,
            filter.CreatedFrom,
            filter.CreatedBefore,
            AfterTime = filter.After?.Time,
            AfterId = filter.After?.Id,
            filter.Limit,
        };
        return await database.List<RunView>(sql, values, cancellationToken);
    }

    private static object ValuesOf(Run run) => new
    {
        run.CreatedBy.AccountId,
        run.CreatedBy.UserId,
        run.Id,
        Status = StoredNames.Of(run.Status),
        run.ExperimentId,
        run.CreatedAt,
        CompletedAt = run.CompletedAt(run.CreatedAt),
        FailedAt = run.FailedAt(run.CreatedAt),
        run.Result,
        run.Metadata,
        run.Result?.Usage?.PromptTokens,
        run.Result?.Usage?.CachedTokens,
        run.Result?.Usage?.CompletionTokens,
        run.Result?.Usage?.TotalTokens,
        run.Result?.Usage?.Cost,
    };
}
