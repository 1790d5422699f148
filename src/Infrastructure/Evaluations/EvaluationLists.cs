using RunEvaluations.Application.Evaluations;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>
/// Long answers. Each is the last of the statements that are sent together: the one before it lets it take as long as its
/// reader does, since the server's limit would count the time in which it waits for a slow one; and it keeps the planner
/// from sorting, the last row before the first is sent. The primary key has the rows in their order.
/// </summary>
internal sealed class EvaluationLists(AccountDatabase database) : IEvaluationLists
{
    /// <summary>A statement without tables, which may be on another node.</summary>
    private const string ForStreaming =
        "select set_config('statement_timeout', '0', true), set_config('enable_sort', 'off', true);";

    private const string Conditions = """
        (@EvaluationLabelId::uuid is null or e.evaluation_label_id = @EvaluationLabelId)
          and (@CreatedBy::text is null or e.created_by = @CreatedBy)
          and (@CreatedByEvaluatorId::uuid is null or e.created_by_evaluator_id = @CreatedByEvaluatorId)
          and (@OutputName::text is null or e.output_name = @OutputName)
          and (@FieldPath::text is null or e.field_path = @FieldPath)
          and (@CreatedFrom::timestamptz is null or e.created_at >= @CreatedFrom)
          and (@CreatedBefore::timestamptz is null or e.created_at < @CreatedBefore)
        """;

    private const string Now = $"""
        select {EvaluationRow.Columns} from run_evaluations e
        where e.account_id = @AccountId and e.retracted_at is null and {Conditions}
          and (@MinValue::float8 is null or e.value >= @MinValue)
          and (@MaxValue::float8 is null or e.value <= @MaxValue)
        """;

    private const string Then = $"""
        select {EvaluationRow.ColumnsAsOf} from run_evaluations e {EvaluationRepository.Entries}
        where e.account_id = @AccountId and e.created_at <= @AsOf
          and (e.retracted_at is null or e.retracted_at > @AsOf) and {Conditions}
          and (@MinValue::float8 is null or coalesce(h.value, e.first_value) >= @MinValue)
          and (@MaxValue::float8 is null or coalesce(h.value, e.first_value) <= @MaxValue)
        """;

    public async Task<IOpenRows<IEvaluationRow>?> OfRun(
        string accountId,
        Guid runId,
        EvaluationFilter filter,
        Guid? after,
        int? limit,
        CancellationToken cancellationToken)
    {
        // One round trip tells a run without evaluations from one that is not there.
        const string Run = $"{ForStreaming}\n\nselect from runs r where r.account_id = @AccountId and r.id = @RunId;";
        const string Page = "and e.run_id = @RunId and e.id > @After order by e.id limit @Limit";
        const string NowSql = $"{Run}\n\n{Now}\n{Page}";
        const string ThenSql = $"{Run}\n\n{Then}\n{Page}";
        var values = new Values(accountId, runId, runId, filter)
        {
            RunId = runId,
            After = after ?? Guid.Empty,
            Limit = limit,
        };
        var rows = await database.ReadAfterSettings(
            filter.AsOf is null ? NowSql : ThenSql, values, silentSeconds: null, cancellationToken);
        try
        {
            if (await rows.Reader.ReadAsync(cancellationToken) && await rows.Reader.NextResultAsync(cancellationToken))
                return new OpenEvaluations(rows, accountId);
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }

        await rows.DisposeAsync();
        return null;
    }

    public async Task<IOpenRows<IEvaluationRow>> OfAccount(
        string accountId, Guid? runId, EvaluationFilter filter, CancellationToken cancellationToken)
    {
        // A range also for a single run: a plan that is kept for any parameters reads no more of the key than it has to.
        const string Runs = "and e.run_id between @FirstRunId and @LastRunId order by e.run_id, e.id";
        const string NowSql = $"{ForStreaming}\n\n{Now}\n{Runs}";
        const string ThenSql = $"{ForStreaming}\n\n{Then}\n{Runs}";
        var values = new Values(accountId, runId ?? Guid.Empty, runId ?? Guid.AllBitsSet, filter);
        var rows = await database.ReadAfterSettings(
            filter.AsOf is null ? NowSql : ThenSql, values, silentSeconds: null, cancellationToken);
        return new OpenEvaluations(rows, accountId);
    }

    private sealed record Values(string AccountId, Guid FirstRunId, Guid LastRunId, EvaluationFilter Filter)
    {
        public Guid RunId { get; init; }
        public Guid After { get; init; }
        public long? Limit { get; init; }
        public Guid? EvaluationLabelId => Filter.EvaluationLabelId;
        public string? CreatedBy => Filter.CreatedBy;
        public Guid? CreatedByEvaluatorId => Filter.CreatedByEvaluatorId;
        public string? OutputName => Filter.OutputName;
        public string? FieldPath => Filter.FieldPath;
        public double? MinValue => Filter.MinValue;
        public double? MaxValue => Filter.MaxValue;
        public DateTimeOffset? CreatedFrom => Filter.CreatedFrom;
        public DateTimeOffset? CreatedBefore => Filter.CreatedBefore;
        public DateTimeOffset? AsOf => Filter.AsOf;
    }
}
