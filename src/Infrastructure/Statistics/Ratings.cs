using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Statistics;

/// <summary>
/// The database filters and sorts, in parallel, and hands the rows on: what is left to compute needs each of them, and is
/// computed while the next ones are still being sorted.
/// </summary>
internal sealed class Ratings(AccountDatabase database, StatisticsLimits limits) : IRatings
{
    public async Task<IOpenRows<IRatingRow>> Of(
        string accountId, Selection selection, RunDetails? details, CancellationToken cancellationToken)
    {
        const string Columns = $"""
            e.run_id, e.evaluation_label_id, e.output_name, e.field_path, e.created_by, e.created_by_evaluator_id,
            {SelectedRows.Value}, e.created_at
            """;
        const string OfRuns = ", r.experiment_id, r.metadata ->> @PairKey::text";
        var sql = $"""
            {SelectedRows.Settings}

            select {Columns}{(details is null ? "" : OfRuns)}
            {SelectedRows.From(selection, withRuns: details is not null)}
            -- All of it for @AccountId.
            order by {SelectedRows.Order}
            """;
        var values = new Values(accountId, selection, limits.StatementMilliseconds) { PairKey = details?.PairKey };
        return new OpenRatings(await database.ReadAfterSettings(sql, values, limits.StatementSeconds, cancellationToken));
    }

    private sealed class Values(string accountId, Selection selection, int statementMilliseconds)
        : SelectedValues(accountId, selection, statementMilliseconds)
    {
        public string? PairKey { get; init; }
    }
}
