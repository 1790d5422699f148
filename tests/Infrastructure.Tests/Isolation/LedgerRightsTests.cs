using Npgsql;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>History is added to, never altered: of one's own account either, and whatever the service is talked into.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class LedgerRightsTests(TwoAccounts accounts) : IClassFixture<TwoAccounts>
{
    private static readonly string[] Latest =
        ["version", "value", "hash", "updated_by", "updated_by_evaluator_id", "updated_at", "retracted_at"];

    [Theory]
    [InlineData("run_evaluation_entries")]
    [InlineData("run_evaluations")]
    public async Task Nothing_that_was_recorded_is_deleted(string table)
    {
        await IsRefused($"delete from {table}");
        await IsRefused($"truncate {table} cascade");
        await IsRefused($"with gone as (delete from {table} returning 1) select * from gone");
    }

    [Fact]
    public async Task No_column_of_an_entry_is_changed()
    {
        foreach (var column in Columns("run_evaluation_entries"))
        {
            await IsRefused($"update run_evaluation_entries set {column} = {column}");
            await IsRefused($"""
                insert into run_evaluation_entries select * from run_evaluation_entries
                on conflict (account_id, run_id, evaluation_id, version) do update set {column} = excluded.{column}
                """);
        }
    }

    [Fact]
    public async Task Of_an_evaluation_only_the_columns_of_its_latest_entry_are_changed()
    {
        foreach (var column in Columns("run_evaluations").Except(Latest))
            await IsRefused($"update run_evaluations set {column} = {column}");
        foreach (var column in Latest)
            Assert.InRange(await accounts.Try(TwoAccounts.Mine, $"update run_evaluations set {column} = {column}"), 1, int.MaxValue);
    }

    private IEnumerable<string> Columns(string table) => accounts.Tables.Single(t => t.Name == table).ColumnNames;

    private async Task IsRefused(string sql)
    {
        var refused = await accounts.Refused(TwoAccounts.Mine, sql);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
