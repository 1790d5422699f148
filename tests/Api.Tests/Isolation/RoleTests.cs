using System.Net;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>As which role the program serves, and as which it will not.</summary>
[NeedsOwnDatabase("makes roles, and migrates it")]
[Collection(ProgramCollections.Commands)]
public sealed class RoleTests : IDisposable
{
    private static readonly string[] Production =
    [
        "--environment=Production", "--Authentication:DevelopmentKey=true",
        "--urls=http://127.0.0.1:0",
    ];

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("is a superuser", "alter role {role} superuser")]
    [InlineData("has BYPASSRLS", "alter role {role} bypassrls")]
    [InlineData("owns the tables", "alter table runs owner to {role}")]
    [InlineData("owns the tables", "create role {role}_o; alter table runs owner to {role}_o; grant {role}_o to {role}")]
    [InlineData("a member of a role", "create role {role}_m superuser; grant {role}_m to {role}")]
    public async Task Production_refuses_a_role_that_the_wall_does_not_hold(string reason, string made)
    {
        var connections = await WithMember(made);

        var end = await ProgramProcess.Run(directory, [.. Production, .. connections.Settings()]);

        var line = Assert.Single(end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("ConnectionStrings:RunEvaluations", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Equal((1, ""), (end.ExitCode, end.Output));
    }

    [Fact]
    public async Task Production_refuses_the_one_role_for_both()
    {
        var owner = (await TestServer.NewEmptyDatabase()).Owner;

        var end = await ProgramProcess.Run(directory, [.. Production, $"--ConnectionStrings:RunEvaluations={owner}"]);

        Assert.Contains("is a superuser", end.Error, StringComparison.Ordinal);
        Assert.Equal(1, end.ExitCode);
    }

    [Fact]
    public async Task Production_serves_as_a_member_of_the_services_role() => await Serves(await WithMember("select 1"));

    [Fact]
    public async Task Production_serves_as_the_services_role() => await Serves(await TestServer.NewDatabase());

    [Fact]
    public async Task Production_serves_as_it_where_the_owner_is_no_superuser()
    {
        var (superuser, role) = (await TestServer.NewEmptyDatabase(), RoleName());
        await Execute(
            superuser.Owner,
            $"create role {role} login password '{Password(superuser)}'; alter database {DatabaseName(superuser)} owner to {role}");

        await Serves(superuser with { Owner = As(role, superuser.Owner) });
    }

    [Fact]
    public async Task Development_warns_and_serves()
    {
        var connections = await WithMember("alter role {role} bypassrls");

        await using var service = await ProgramProcess.Serve(directory, connections.Settings());

        Assert.Contains("has BYPASSRLS", (await service.Stop()).Output, StringComparison.Ordinal);
    }

    private async Task Serves(DatabaseConnections connections)
    {
        await using var service = await ProgramProcess.Serve(directory, [.. Production, .. connections.Settings()]);
        var ada = directory.User(service.Address);
        var evaluation = await ada.HasEvaluation();
        (await ada.Get(Story.PathOf(evaluation))).Is(HttpStatusCode.OK);
        (await directory.User(service.Address).Get(Story.PathOf(evaluation))).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, (await service.Stop()).ExitCode);
    }

    /// <summary>A migrated database, and a member of the service's role to which something else is done.</summary>
    private static async Task<DatabaseConnections> WithMember(string made)
    {
        var connections = await TestServer.NewDatabase();
        var role = RoleName();
        var sql = made.Replace("{role}", role, StringComparison.Ordinal);
        await Execute(
            connections.Owner,
            $"create role {role} login password '{Password(connections)}' in role run_evaluations_service; {sql}");
        return connections with { Service = As(role, connections.Service) };
    }

    private static string RoleName() => $"role_{UniqueId.Next():N}";

    private static string As(string role, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = role }.ConnectionString;

    private static string? Password(DatabaseConnections connections) =>
        new NpgsqlConnectionStringBuilder(connections.Owner).Password;

    private static string DatabaseName(DatabaseConnections connections) =>
        new NpgsqlConnectionStringBuilder(connections.Owner).Database!;

    private static async Task Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
