using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Statistics;

/// <summary>Which runs have been judged by how many raters: all of it is counted in the database.</summary>
internal sealed class Coverage(AccountDatabase database, StatisticsLimits limits) : ICoverage
{
    /// <summary>The selected runs, to be read again wherever they are named: kept, the planner would take them for few.</summary>
    private const string Wanted = $"""
        wanted as not materialized (
          select r.id from runs r
          where r.account_id = @AccountId and r.created_at <= @AsOf
            and (@RunIds::uuid[] is null or r.id = any (@RunIds)) and {SelectedRows.RunConditions}
        )
        """;

    public async Task<IReadOnlyList<LabelCoverage>> Count(
        string accountId, Selection selection, int raters, CancellationToken cancellationToken)
    {
        var sql = $"""
            {SelectedRows.Settings}

            with {Wanted}, {Judged(selection)},
            counted as (
              select j.evaluation_label_id, count(*) as covered
              from judged j where j.raters >= @Raters
              group by j.evaluation_label_id
            )
            -- Of the runs of @AccountId.
            select l.id as label_id, (select count(*) from wanted) as runs, coalesce(c.covered, 0) as covered
            from unnest(@LabelIds) with ordinality l(id, place) left join counted c on c.evaluation_label_id = l.id
            order by l.place
            """;
        var values = new Values(accountId, selection, limits.StatementMilliseconds) { Raters = raters };
        return await List<LabelCoverage>(sql, values, cancellationToken);
    }

    public async Task<IReadOnlyList<UncoveredRun>> Uncovered(
        string accountId, Selection selection, int raters, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var sql = $"""
            {SelectedRows.Settings}

            with {Wanted}, {Judged(selection)}
            -- Of the runs of @AccountId.
            select w.id as run_id, array_agg(l.id order by l.place) as label_ids,
              array_agg(coalesce(j.raters, 0) order by l.place) as raters
            from wanted w cross join unnest(@LabelIds) with ordinality l(id, place)
              left join judged j on j.run_id = w.id and j.evaluation_label_id = l.id
            where coalesce(j.raters, 0) < @Raters and (@After::uuid is null or w.id > @After)
            group by w.id
            order by w.id
            limit @Limit
            """;
        var values = new Values(accountId, selection, limits.StatementMilliseconds)
        {
            Raters = raters,
            After = after,
            Limit = limit,
        };
        return await List<UncoveredRun>(sql, values, cancellationToken);
    }

    /// <summary>How many raters each run has for each label, of those that have any.</summary>
    private static string Judged(Selection selection) => $"""
        judged as (
          select d.run_id, d.evaluation_label_id, cast(count(*) as int) as raters
          from (
            -- Of @AccountId.
            select distinct e.run_id, e.evaluation_label_id, e.created_by, e.created_by_evaluator_id
            {SelectedRows.From(selection)}
          ) d
          group by d.run_id, d.evaluation_label_id
        )
        """;

    private async Task<IReadOnlyList<T>> List<T>(string sql, Values values, CancellationToken cancellationToken)
    {
        await using var rows = await database.ReadAfterSettings(sql, values, limits.StatementSeconds, cancellationToken);
        return await rows.Parse<T>(cancellationToken).ToListAsync(cancellationToken);
    }

    private sealed class Values(string accountId, Selection selection, int statementMilliseconds)
        : SelectedValues(accountId, selection, statementMilliseconds)
    {
        public int Raters { get; init; }
        public Guid? After { get; init; }
        public long Limit { get; init; }
    }
}
