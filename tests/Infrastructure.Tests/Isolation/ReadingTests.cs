using System.Text;
using Dapper;
using Npgsql;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>The second wall alone: no statement of the service's role, whatever it says, shows another account's row.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class ReadingTests(TwoAccounts accounts) : IClassFixture<TwoAccounts>
{
    [Theory]
    [InlineData("select t::text from {table} t")]
    [InlineData("select t::text from only {table} t")]
    [InlineData("select t::text from {table} t where account_id = 'umbrella'")]
    [InlineData("select t::text from {table} t where true or account_id = 'acme'")]
    [InlineData("select t::text from (table {table}) t order by account_id desc")]
    [InlineData("select account_id from {table} group by rollup (account_id) having count(*) > 0")]
    [InlineData("select string_agg(t::text, ' ') from {table} t")]
    [InlineData("select max(account_id) from {table}")]
    [InlineData("select last_value(account_id) over () from {table}")]
    [InlineData("select t::text from {table} t tablesample system (100)")]
    [InlineData("select t::text from {table} t where ctid in (select format('(0,%s)', n)::tid from generate_series(1, 99) n)")]
    [InlineData("select t::text from (select 1) as one full join {table} t on true")]
    [InlineData("select t::text from {table} m join {table} t on t.account_id <> m.account_id")]
    [InlineData("select t::text from {table} m, lateral (select * from {table} n where n.account_id > m.account_id) t")]
    [InlineData("with recursive t as (select account_id from {table} union select t.account_id from t, {table}) select * from t")]
    [InlineData("select 'umbrella' where exists (select from {table} where account_id = 'umbrella')")]
    [InlineData("select 'umbrella' where (select count(*) from {table}) <> (select count(*) from {table} where account_id = 'acme')")]
    [InlineData("select query_to_xml('select * from {table}', true, true, '')::text")]
    [InlineData("select table_to_xml('{table}', true, true, '')::text")]
    [InlineData("select s::text from pg_stats s")]
    [InlineData("create temporary view v as select * from {table}; select v::text from v")]
    [InlineData("create temporary table c as select * from {table}; select c::text from c")]
    [InlineData("declare c cursor with hold for select t::text from {table} t; commit; fetch all from c")]
    [InlineData("prepare p as select t::text from {table} t; execute p; execute p; execute p; execute p; execute p; execute p")]
    [InlineData("set local role none; select t::text from {table} t")]
    [InlineData("reset role; reset session authorization; select t::text from {table} t")]
    [InlineData("set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off; select t::text from {table} t")]
    public async Task Nothing_of_anothers_is_shown(string sql)
    {
        foreach (var table in accounts.Tables)
        {
            await using var service = await accounts.AsService(TwoAccounts.Mine);

            var shown = await Shown(service, sql.Replace("{table}", table.Name, StringComparison.Ordinal));

            Assert.False(shown.Contains(TwoAccounts.Theirs, StringComparison.Ordinal), $"{table.Name}: {shown}");
        }
    }

    [Fact]
    public async Task What_is_mine_is_shown()
    {
        foreach (var table in accounts.Tables)
        {
            await using var service = await accounts.AsService(TwoAccounts.Mine);
            Assert.Contains(TwoAccounts.Mine, await Shown(service, $"select t::text from {table.Name} t"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ACME")]
    [InlineData("acme ")]
    [InlineData("acm_")]
    [InlineData("%")]
    public async Task For_no_account_or_nearly_mine_there_is_nothing_at_all(string? account)
    {
        foreach (var table in accounts.Tables)
        {
            await using var service = await accounts.AsService(account);
            Assert.Equal(0, await service.ExecuteScalarAsync<long>($"select count(*) from {table.Name}"));
        }
    }

    /// <summary>A condition that tells what it is asked would tell of other rows if it were asked before the policy.</summary>
    [Fact]
    public async Task Conditions_are_not_asked_about_anothers_rows()
    {
        const string Tell = """
            create function pg_temp.tell(t text) returns boolean language plpgsql cost 0.0000001 as
              'begin raise notice ''%'', t; return true; end';
            create operator pg_temp.### (function = pg_temp.tell, rightarg = text);
            """;
        foreach (var table in accounts.Tables)
        {
            await using var service = await accounts.AsService(TwoAccounts.Mine);
            var told = new StringBuilder();
            service.Notice += (_, notice) => told.AppendLine(notice.Notice.MessageText);
            await service.ExecuteAsync(Tell);

            await service.ExecuteAsync($"select from {table.Name} t where pg_temp.tell(t::text)");
            await service.ExecuteAsync($"select from {table.Name} t where operator(pg_temp.###) account_id");
            var failed = await Assert.ThrowsAsync<PostgresException>(() =>
                service.ExecuteAsync($"select from {table.Name} where account_id::int = 1"));

            Assert.Contains(TwoAccounts.Mine, told.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(TwoAccounts.Theirs, told.ToString(), StringComparison.Ordinal);
            Assert.Equal("""invalid input syntax for type integer: "acme" """.TrimEnd(), failed.MessageText);
        }
    }

    [Fact]
    public async Task Copies_hold_what_is_mine()
    {
        foreach (var table in accounts.Tables)
        {
            await using var service = await accounts.AsService(TwoAccounts.Mine);
            using var copy = await service.BeginTextExportAsync($"copy {table.Name} to stdout");
            var copied = await copy.ReadToEndAsync();

            Assert.Contains(TwoAccounts.Mine, copied, StringComparison.Ordinal);
            Assert.DoesNotContain(TwoAccounts.Theirs, copied, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("set local row_security = off; select from {table}")]
    [InlineData("select from pg_statistic")]
    [InlineData("select from pg_authid")]
    [InlineData("select pg_read_file('postgresql.conf')")]
    [InlineData("select pg_ls_dir('.')")]
    [InlineData("copy {table} to '/dev/null'")]
    [InlineData("copy {table} to program 'cat'")]
    [InlineData("select from pg_ls_waldir()")]
    public async Task Ways_around_the_tables_are_closed(string sql)
    {
        foreach (var table in accounts.Tables)
        {
            await using var service = await accounts.AsService(TwoAccounts.Mine);
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                service.ExecuteAsync(sql.Replace("{table}", table.Name, StringComparison.Ordinal)));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    /// <summary>All columns of all rows of all answers.</summary>
    private static async Task<string> Shown(NpgsqlConnection connection, string sql)
    {
        var shown = new StringBuilder();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
                for (var column = 0; column < reader.FieldCount; column++)
                    shown.Append(reader.GetValue(column)).Append(' ');
        }
        while (await reader.NextResultAsync());

        return shown.ToString();
    }
}
