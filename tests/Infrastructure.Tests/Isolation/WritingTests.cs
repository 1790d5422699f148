using Npgsql;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>The second wall alone: no statement of the service's role changes or deletes another account's row.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class WritingTests(TwoAccounts accounts) : IClassFixture<TwoAccounts>, IAsyncLifetime
{
    public Task InitializeAsync() => accounts.RefillMine();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("update {table} set {column} = {column}")]
    [InlineData("update {table} set {column} = {column} where account_id = 'umbrella'")]
    [InlineData("update {table} t set {column} = o.{column} from {table} o where o.account_id <> t.account_id")]
    [InlineData("update {table} set {column} = null")]
    [InlineData("delete from {table}")]
    [InlineData("delete from {table} where account_id = 'umbrella'")]
    [InlineData("delete from {table} using evaluation_labels l")]
    [InlineData("delete from {table} where ctid in (select format('(0,%s)', n)::tid from generate_series(1, 99) n)")]
    [InlineData("with gone as (delete from {table} returning *) select * from gone")]
    [InlineData("do $do$ begin execute 'delete from {table}'; exception when others then null; end $do$")]
    public async Task Without_any_condition_only_my_own_rows_are_reached(string sql)
    {
        var theirs = await accounts.WhatIsTheirs();
        foreach (var (table, column) in accounts.Tables.SelectMany(t => t.ColumnNames.Select(c => (t.Name, c))))
            await accounts.Try(TwoAccounts.Mine, Fill(sql, table, column));

        Assert.Equal(theirs, await accounts.WhatIsTheirs());
    }

    [Theory]
    [InlineData("insert into {table} ({columns}) select {theirs} from {table}")]
    [InlineData("insert into {table} ({columns}) select {theirs} from {table} on conflict do nothing")]
    [InlineData("insert into {table} ({columns}) select {nobodys} from {table}")]
    public async Task A_row_for_another_account_is_refused(string sql)
    {
        foreach (var table in accounts.Tables.Where(t => t.IsAddedTo))
        {
            var filled = Fill(sql, table.Name, "")
                .Replace("{columns}", table.Columns, StringComparison.Ordinal)
                .Replace("{theirs}", table.ColumnsOf(TwoAccounts.Theirs), StringComparison.Ordinal)
                .Replace("{nobodys}", table.ColumnsOf("nobody"), StringComparison.Ordinal);

            var refused = await accounts.Refused(TwoAccounts.Mine, filled);

            // The same for a key that is taken and one that is free.
            Assert.Equal(
                (PostgresErrorCodes.InsufficientPrivilege,
                    $"new row violates row-level security policy for table \"{table.Name}\"", null),
                (refused.SqlState, refused.MessageText, refused.Detail));
        }
    }

    /// <summary>How long runs are kept is not for the service to say: it could have them deleted.</summary>
    [Theory]
    [InlineData("insert into account_settings values ('acme', 1) on conflict do nothing")]
    [InlineData("update account_settings set run_retention_days = 1")]
    [InlineData("delete from account_settings")]
    public async Task The_settings_of_an_account_are_read_alone(string sql)
    {
        Assert.Equal(["account_settings"], accounts.Tables.Where(t => !t.IsAddedTo).Select(t => t.Name));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await accounts.Refused(TwoAccounts.Mine, sql)).SqlState);
    }

    [Fact]
    public async Task No_row_of_mine_moves_to_another_account()
    {
        foreach (var table in accounts.Tables)
        {
            var refused = await accounts.Refused(TwoAccounts.Mine, $"update {table.Name} set account_id = 'umbrella'");
            Assert.Equal(
                (PostgresErrorCodes.InsufficientPrivilege, $"permission denied for table {table.Name}"),
                (refused.SqlState, refused.MessageText));
        }
    }

    [Fact]
    public async Task Rows_are_not_copied_in()
    {
        foreach (var table in accounts.Tables.Where(t => t.IsAddedTo))
        {
            await using var service = await accounts.AsService(TwoAccounts.Mine);
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                service.BeginTextImportAsync($"copy {table.Name} ({table.Columns}) from stdin"));
            Assert.Equal(PostgresErrorCodes.FeatureNotSupported, refused.SqlState);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task For_no_account_nothing_is_written(string? account)
    {
        var theirs = await accounts.WhatIsTheirs();
        var rows = await CountOfAll();
        foreach (var table in accounts.Tables)
        {
            foreach (var column in table.ColumnNames)
                Assert.InRange(await accounts.Try(account, $"update {table.Name} set {column} = {column}"), -1, 0);
            Assert.InRange(await accounts.Try(account, $"delete from {table.Name}"), -1, 0);
        }

        Assert.Equal((theirs, rows), (await accounts.WhatIsTheirs(), await CountOfAll()));
    }

    /// <summary>A row that refers to another's answers to the letter as one that refers to nobody's.</summary>
    [Theory]
    [InlineData("insert into evaluator_labels values ('acme', '{id}', (select id from evaluation_labels limit 1))")]
    [InlineData("insert into evaluator_labels values ('acme', (select id from evaluators limit 1), '{id}')")]
    [InlineData("""
        insert into run_evaluations (account_id, run_id, id, evaluation_label_id, value, first_value, hash, created_by, created_at)
        select account_id, '{id}', gen_random_uuid(), evaluation_label_id, 1, 1, hash, created_by, created_at
        from run_evaluations limit 1
        """)]
    public async Task Foreign_keys_do_not_tell_what_another_has(string sql)
    {
        var (anothers, nobodys) = (Account.NextId(), Account.NextId());
        foreach (var table in accounts.Tables.Where(t => t.Name is "runs" or "evaluators" or "evaluation_labels"))
            await accounts.Ledger.Execute(
                $"insert into {table.Name} ({table.Columns}) select {WithId(table, anothers)} from {table.Name} limit 1");

        Assert.Equal(await Told(nobodys), await Told(anothers));

        async Task<string> Told(Guid id)
        {
            var refused = await accounts.Refused(TwoAccounts.Mine, sql.Replace("{id}", $"{id}", StringComparison.Ordinal));
            Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
            return $"{refused.MessageText} {refused.Detail}".Replace($"{id}", "id", StringComparison.Ordinal);
        }

        static string WithId(AccountTable table, Guid id) =>
            string.Join(", ", table.ColumnNames.Select(column => column switch
            {
                "account_id" => $"'{TwoAccounts.Theirs}'",
                "id" => $"'{id}'",
                "name" => "gen_random_uuid()",
                _ => column,
            }));
    }

    private static string Fill(string sql, string table, string column) =>
        sql.Replace("{table}", table, StringComparison.Ordinal).Replace("{column}", column, StringComparison.Ordinal);

    private async Task<long> CountOfAll()
    {
        var counts = accounts.Tables.Select(table => $"(select count(*) from {table.Name})");
        return await accounts.Ledger.Ask<long>($"select {string.Join(" + ", counts)}");
    }
}
