using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>Which members of the service's role the wall does not hold. What the program does then, its own tests show.</summary>
[NeedsOwnDatabase("changes the owner of tables")]
public sealed class UnsafeRoleTests
{
    private const string Member = "is a member of a role that row-level security does not hold";

    [Theory]
    [InlineData("is a superuser", "alter role {role} superuser")]
    [InlineData("has BYPASSRLS", "alter role {role} bypassrls")]
    [InlineData("has REPLICATION", "alter role {role} replication")]
    [InlineData("has CREATEROLE", "alter role {role} createrole")]
    [InlineData("owns the tables", "alter table runs owner to {role}")]
    [InlineData("owns the tables", "alter table schema_migrations owner to {role}")]
    [InlineData("owns the tables", "create schema app; alter table runs set schema app; alter table app.runs owner to {role}")]
    [InlineData("owns the tables", "grant run_evaluations to {role}")]
    [InlineData("owns the tables", "create role {role}_o; alter table runs owner to {role}_o; grant {role}_o to {role}")]
    [InlineData("owns the tables", """
        create role {role}_o; alter table runs owner to {role}_o; grant {role}_o to {role}; alter role {role} noinherit
        """)]
    [InlineData("owns the database of the tables, or their schema", "alter schema public owner to {role}")]
    [InlineData("owns the database of the tables, or their schema", "alter database {database} owner to {role}")]
    [InlineData(Member, "create role {role}_m superuser; grant {role}_m to {role}")]
    [InlineData(Member, """
        create role {role}_m bypassrls; create role {role}_n; grant {role}_m to {role}_n; grant {role}_n to {role}
        """)]
    [InlineData(Member, "create role {role}_m createrole; grant {role}_m to {role}")]
    [InlineData(Member, "grant pg_read_server_files to {role}")]
    [InlineData(Member, "grant pg_write_server_files to {role}")]
    [InlineData(Member, "grant pg_execute_server_program to {role}")]
    [InlineData(null, "select 1")]
    [InlineData(null, "alter role {role} createdb")]
    [InlineData(null, "grant pg_read_all_stats, pg_read_all_data to {role}")]
    [InlineData(null, "create role {role}_other; grant {role}_other to {role}; create role {role}_admin superuser in role {role}")]
    public async Task A_role_is_unsafe_for_what_it_is_or_may_become(string? reason, string made)
    {
        var connections = await TestServer.NewDatabase();
        var settings = new NpgsqlConnectionStringBuilder(connections.Service) { Pooling = false };
        var role = $"role_{Account.NextId():N}";
        await using (var superuser = new NpgsqlConnection($"{connections.Owner};Pooling=false"))
            await superuser.ExecuteAsync(
                $"create role {role} login password '{settings.Password}' in role run_evaluations_service; {made}"
                    .Replace("{role}", role, StringComparison.Ordinal)
                    .Replace("{database}", settings.Database, StringComparison.Ordinal));
        settings.Username = role;

        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        Assert.Equal(reason, await new DatabaseState(source).UnsafeRole(default));
    }
}
