using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Search;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Evaluations;

namespace RunEvaluations.Infrastructure.Statistics;

/// <summary>Finds which evaluations it is to be, in their order, and then reads the rest of those.</summary>
internal sealed class EvaluationSearches(AccountDatabase database, StatisticsLimits limits) : IEvaluationSearches
{
    private const string Columns = $"""
        e.run_id, e.evaluation_label_id, e.output_name, e.field_path, e.created_by, e.created_by_evaluator_id, e.id,
        e.created_at, {SelectedRows.Value} as value
        """;

    /// <summary>The latest of each rater for a target, and how many raters it has.</summary>
    private const string Counted = """
        -- Of what was found for @AccountId.
        select c.*, count(*) over target as raters,
          count(*) filter (where (c.created_by = any (@RatedByAuthors::text[])
            or c.created_by_evaluator_id = any (@RatedByEvaluators::uuid[]))
            and (@RatedFrom::timestamptz is null or c.created_at >= @RatedFrom)
            and (@RatedBefore::timestamptz is null or c.created_at < @RatedBefore)) over target as wanted
        from (
          select distinct on (k.run_id, k.evaluation_label_id, k.output_name, k.field_path, k.created_by,
            k.created_by_evaluator_id) k.*
          from found k
          order by k.run_id, k.evaluation_label_id, k.output_name, k.field_path, k.created_by, k.created_by_evaluator_id,
            k.created_at desc, k.id desc
        ) c
        window target as (partition by c.run_id, c.evaluation_label_id, c.output_name, c.field_path)
        """;

    /// <summary>
    /// Besides, whether its raters, but for those that are wanted, have one value that most of them have given. Those count
    /// how many have given the same; of the values that most have given the least and the greatest are the same.
    /// </summary>
    private const string Decided = $"""
        -- Of what was found for @AccountId.
        select d.*, min(d.value) filter (where d.same = d.most) over target
          = max(d.value) filter (where d.same = d.most) over target as decided
        from (
          select s.*, max(s.same) over target as most
          from (
            select g.*, case when not g.is_wanted then count(*) over (
              partition by g.run_id, g.evaluation_label_id, g.output_name, g.field_path, g.is_wanted, g.value) end as same
            from (
              select w.*, (w.created_by = any (@RatedByAuthors::text[])
                or w.created_by_evaluator_id = any (@RatedByEvaluators::uuid[])) is true as is_wanted
              from ({Counted}) w
            ) g
          ) s
          window target as (partition by s.run_id, s.evaluation_label_id, s.output_name, s.field_path)
        ) d
        window target as (partition by d.run_id, d.evaluation_label_id, d.output_name, d.field_path)
        """;

    private const string InRange = """
        (@MinValue::float8 is null or p.value >= @MinValue) and (@MaxValue::float8 is null or p.value <= @MaxValue)
          and (@CountedFrom::timestamptz is null or p.created_at >= @CountedFrom)
          and (@CountedBefore::timestamptz is null or p.created_at < @CountedBefore)
        """;

    public async Task<IOpenRows<IEvaluationRow>> Open(
        string accountId,
        EvaluationSearch search,
        SearchOrder order,
        string? after,
        int? limit,
        CancellationToken cancellationToken)
    {
        var counted = search.Counted || search.MinRaters is not null || search.RatedBy is not null
            || search.CountedFrom is not null || search.CountedBefore is not null;
        var sql = $"""
            {SelectedRows.Settings}

            with found as (
              select {Columns}
              {SelectedRows.From(search.Selection)}
            ),
            page as (
              select p.run_id, p.id, p.created_at, p.value
              from {(search.Decided ? $"({Decided}) p" : counted ? $"({Counted}) p" : "found p")}
              where {InRange} {(counted ? "and p.raters >= @MinRaters and p.wanted >= @Wanted" : "")}
                {(search.Decided ? "and p.decided" : "")}
                {(after is null ? "" : $"and {PlaceAfter(order)}")}
              order by {OrderOf("p", order)}
              limit @Limit
            )
            select {EvaluationRow.ColumnsAsOf}
            from page p join run_evaluations e on e.account_id = @AccountId and e.run_id = p.run_id and e.id = p.id
            {EvaluationRepository.Entries}
            order by {OrderOf("p", order)}
            """;
        var values = new Values(accountId, search, limits.StatementMilliseconds) { Limit = limit, After = after };
        var rows = await database.ReadAfterSettings(sql, values, limits.StatementSeconds, cancellationToken);
        return new OpenEvaluations(rows, accountId);
    }

    private static string PlaceAfter(SearchOrder order) => (order.By, order.Descending) switch
    {
        (SearchSort.Time, false) => "(p.created_at, p.id) > (@AfterTime, @AfterId)",
        (SearchSort.Time, true) => "(p.created_at, p.id) < (@AfterTime, @AfterId)",
        (_, false) => "(p.value, p.id) > (@AfterValue, @AfterId)",
        _ => "(p.value, p.id) < (@AfterValue, @AfterId)",
    };

    private static string OrderOf(string rows, SearchOrder order)
    {
        var direction = order.Descending ? " desc" : "";
        return $"{rows}.{(order.By is SearchSort.Time ? "created_at" : "value")}{direction}, {rows}.id{direction}";
    }

    private sealed class Values(string accountId, EvaluationSearch search, int statementMilliseconds)
        : SelectedValues(accountId, search.Selection, statementMilliseconds)
    {
        public string? After { get; init; }
        public long? Limit { get; init; }
        public double? MinValue => search.MinValue;
        public double? MaxValue => search.MaxValue;
        public int MinRaters => search.MinRaters ?? 1;
        public int Wanted => search.RatedBy?.Distinct().Count() ?? 0;
        public DateTimeOffset? CountedFrom => search.CountedFrom;
        public DateTimeOffset? CountedBefore => search.CountedBefore;
        public DateTimeOffset? RatedFrom => search.RatedFrom;
        public DateTimeOffset? RatedBefore => search.RatedBefore;
        public string[] RatedByAuthors { get; } = [.. search.RatedBy?.Select(r => r.Author).OfType<string>() ?? []];
        public Guid[] RatedByEvaluators { get; } = [.. search.RatedBy?.Select(r => r.EvaluatorId).OfType<Guid>() ?? []];
        public DateTimeOffset? AfterTime => Cursor.ReadTimeAndId(After)?.Time;
        public double? AfterValue => Cursor.ReadValueAndId(After)?.Value;
        public Guid? AfterId => Cursor.ReadTimeAndId(After)?.Id ?? Cursor.ReadValueAndId(After)?.Id;
    }
}
