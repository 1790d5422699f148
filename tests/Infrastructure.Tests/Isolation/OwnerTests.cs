using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>The tables' owner where it is no superuser, as on a server of one's own it should be.</summary>
[NeedsOwnDatabase("changes the owner of tables")]
public sealed class OwnerTests
{
    private const string TwoEvaluators = """
        insert into evaluators (account_id, id, name, kind, created_by, created_at)
        values ('acme', gen_random_uuid(), 'n', 'llm', 'ann', now()), ('umbrella', gen_random_uuid(), 'n', 'llm', 'ann', now())
        """;

    [Fact]
    public async Task The_owner_is_behind_the_wall_too()
    {
        var (superuser, owner) = await MigratedByPlainOwner();
        await Execute(superuser, TwoEvaluators);

        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();

        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from evaluators"));
        Assert.Equal(0, await connection.ExecuteAsync("update evaluators set name = 'mine'"));
        Assert.Equal(0, await connection.ExecuteAsync("delete from evaluators"));
        await connection.ExecuteAsync("set run_evaluations.account_id = 'acme'");
        Assert.Equal(["acme"], await connection.QueryAsync<string>("select account_id from evaluators"));
    }

    [Theory]
    [InlineData("account_settings", "(account_id, run_retention_days) values ('acme', 1), ('umbrella', 1)")]
    [InlineData("idempotency_keys", """
        (account_id, key_hash, fingerprint, expires_at)
        values ('acme', sha256('1'), sha256('1'), now()), ('umbrella', sha256('1'), sha256('1'), now())
        """)]
    public async Task Where_the_clean_up_looks_for_accounts_the_owner_sees_all_and_writes_to_none(string table, string rows)
    {
        var (superuser, owner) = await MigratedByPlainOwner();
        await Execute(superuser, $"insert into {table} {rows}");
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();

        Assert.Equal(["acme", "umbrella"], await connection.QueryAsync<string>($"select account_id from {table} order by 1"));
        Assert.Equal(0, await connection.ExecuteAsync($"update {table} set account_id = account_id"));
        Assert.Equal(0, await connection.ExecuteAsync($"delete from {table}"));
        await connection.ExecuteAsync("set run_evaluations.account_id = 'acme'");
        Assert.Equal(1, await connection.ExecuteAsync($"delete from {table}"));
    }

    [Fact]
    public async Task A_dump_as_the_owner_stops_rather_than_being_empty()
    {
        var (_, owner) = await MigratedByPlainOwner();
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();

        // As pg_dump does.
        await connection.ExecuteAsync("set row_security = off");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.BeginTextExportAsync("copy runs to stdout"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_migration_reaches_the_rows_of_all_accounts_where_it_lifts_the_force()
    {
        var (superuser, owner) = await MigratedByPlainOwner();
        await Execute(superuser, TwoEvaluators);
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();

        await connection.ExecuteAsync("begin transaction; alter table evaluators no force row level security");
        Assert.Equal(2, await connection.ExecuteAsync("update evaluators set name = 'new'"));
        await connection.ExecuteAsync("alter table evaluators force row level security; commit transaction");
        Assert.Equal(0, await connection.ExecuteAsync("update evaluators set name = 'newer'"));
    }

    [Fact]
    public async Task Where_everybody_may_create_in_the_schema_the_service_still_may_not()
    {
        // As in every database that was made by PostgreSQL 14 or upgraded from it.
        var (superuser, _) = await MigratedByPlainOwner("grant create on schema public to public");

        await using var connection = new NpgsqlConnection(superuser);
        Assert.False(await connection.ExecuteScalarAsync<bool>(
            "select has_schema_privilege('run_evaluations_service', 'public', 'create')"));
    }

    private static async Task<(string Superuser, string Owner)> MigratedByPlainOwner(string before = "select 1")
    {
        var superuser = (await TestServer.NewEmptyDatabase()).Owner;
        var settings = new NpgsqlConnectionStringBuilder(superuser) { Pooling = false };
        var owner = $"owner_of_{settings.Database}";
        await Execute(superuser, $"""
            create role {owner} login password '{settings.Password}';
            alter database {settings.Database} owner to {owner};
            {before};
            """);
        settings.Username = owner;
        await new Migrator(settings.ConnectionString).Migrate(CancellationToken.None);
        return (superuser, settings.ConnectionString);
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
