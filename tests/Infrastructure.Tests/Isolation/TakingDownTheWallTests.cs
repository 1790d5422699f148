using Npgsql;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>The service's role can neither become another one nor change what keeps accounts apart.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class TakingDownTheWallTests(TwoAccounts accounts) : IClassFixture<TwoAccounts>
{
    [Theory]
    [InlineData("truncate {table}")]
    [InlineData("truncate {table} cascade")]
    [InlineData("alter table {table} disable row level security")]
    [InlineData("alter table {table} no force row level security")]
    [InlineData("alter table {table} disable trigger all")]
    [InlineData("alter table {table} owner to run_evaluations_service")]
    [InlineData("alter table {table} add column more text")]
    [InlineData("drop table {table} cascade")]
    [InlineData("drop policy account on {table}")]
    [InlineData("alter policy account on {table} using (true)")]
    [InlineData("create policy everything on {table} using (true)")]
    [InlineData("create rule everything as on insert to {table} do also select 1")]
    [InlineData("create trigger tell after insert on {table} for each row execute function suppress_redundant_updates_trigger()")]
    [InlineData("create index on {table} (account_id)")]
    [InlineData("create publication everything for table {table}")]
    [InlineData("create view {table}_view as select * from {table}")]
    [InlineData("create table child () inherits ({table})")]
    [InlineData("create temporary table child () inherits ({table})")]
    public async Task A_table_keeps_its_wall(string sql)
    {
        var theirs = await accounts.WhatIsTheirs();
        foreach (var table in accounts.Tables)
        {
            var refused = await accounts.Refused(
                TwoAccounts.Mine, sql.Replace("{table}", table.Name, StringComparison.Ordinal));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        Assert.Equal(theirs, await accounts.WhatIsTheirs());
    }

    [Theory]
    [InlineData("set role run_evaluations")]
    [InlineData("set local role run_evaluations")]
    [InlineData("set session authorization run_evaluations")]
    [InlineData("do $$ begin set local role run_evaluations; end $$")]
    [InlineData("grant run_evaluations to run_evaluations_service")]
    [InlineData("alter role run_evaluations_service bypassrls")]
    [InlineData("alter role run_evaluations_service superuser")]
    [InlineData("create role another")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("alter database {database} set run_evaluations.account_id = 'umbrella'")]
    [InlineData("alter role all set run_evaluations.account_id = 'umbrella'")]
    [InlineData("create schema mine")]
    [InlineData("create table mine ()")]
    [InlineData("create function sha256(text) returns bytea language sql as 'select null::bytea'")]
    [InlineData("create operator ### (function = textlike, leftarg = text, rightarg = text)")]
    [InlineData("create function pg_temp.f() returns int language c as 'f'")]
    [InlineData("create function pg_temp.f(text) returns boolean leakproof language sql as 'select true'")]
    [InlineData("create extension dblink", PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.UndefinedFile,
        PostgresErrorCodes.FeatureNotSupported)]
    [InlineData("create event trigger t on ddl_command_start execute function suppress_redundant_updates_trigger()")]
    [InlineData("update schema_migrations set checksum = ''")]
    [InlineData("insert into schema_migrations values (99, '', '')")]
    [InlineData("delete from schema_migrations")]
    [InlineData("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'run_evaluations'")]
    public async Task The_role_stays_what_it_is(string sql, params string[] states)
    {
        var theirs = await accounts.WhatIsTheirs();
        var database = new NpgsqlConnectionStringBuilder(accounts.Ledger.Connections.Service).Database;

        var refused = await accounts.Refused(
            TwoAccounts.Mine, sql.Replace("{database}", database, StringComparison.Ordinal));

        Assert.Contains(refused.SqlState, states is [] ? [PostgresErrorCodes.InsufficientPrivilege] : states);
        Assert.Equal(theirs, await accounts.WhatIsTheirs());
    }

    [Fact]
    public async Task Grants_that_the_role_hands_on_grant_nothing()
    {
        var theirs = await accounts.WhatIsTheirs();
        foreach (var table in accounts.Tables)
        {
            // PostgreSQL warns where there is nothing to grant, or refuses.
            await accounts.Try(TwoAccounts.Mine, $"grant all on {table.Name} to public");
            await accounts.Try(TwoAccounts.Mine, $"grant select on {table.Name} to run_evaluations with grant option");
        }

        Assert.Equal(theirs, await accounts.WhatIsTheirs());
    }
}
