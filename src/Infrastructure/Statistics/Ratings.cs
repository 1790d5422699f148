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
        const string Sql = $"""
            {SelectedRows.Settings}

            select {Columns} from run_evaluations e
            where e.account_id = @AccountId and {SelectedRows.Conditions}
            order by {SelectedRows.Order}
            """;
        const string WithRuns = $"""
            {SelectedRows.Settings}

            select {Columns}, r.experiment_id, r.metadata ->> @PairKey::text from run_evaluations e
              join runs r on r.account_id = @AccountId and r.id = e.run_id
            where e.account_id = @AccountId and {SelectedRows.Conditions} and {SelectedRows.RunConditions}
            order by {SelectedRows.Order}
            """;
        var values = new Values(accountId, selection, limits.StatementMilliseconds) { PairKey = details?.PairKey };
        var sql = selection.LooksAtRuns() || details is not null ? WithRuns : Sql;
        var rows = await database.Read(sql, values, limits.StatementSeconds, cancellationToken);
        try
        {
            await rows.Reader.NextResultAsync(cancellationToken);
            return new OpenRatings(rows);
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    private sealed class Values(string accountId, Selection selection, int statementMilliseconds)
        : SelectedValues(accountId, selection, statementMilliseconds)
    {
        public string? PairKey { get; init; }
    }
}
