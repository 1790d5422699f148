using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[NeedsOwnDatabase("migrates it")]
[Collection(ProgramCollections.Services)]
public sealed class DatabaseCommandTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Commands_work_alone_and_beside_the_service_on_the_embedded_server()
    {
        var alone = await Run("migrate");
        Assert.Equal(0, alone.ExitCode);
        Assert.Matches(@"^Applied \d+ migration\(s\)\.\n$", alone.Output);
        Assert.Null(directory.ServerId);

        var first = UniqueId.Next("account");
        Assert.Equal(0, (await Run("seed", "--account", first)).ExitCode);
        Assert.Null(directory.ServerId);

        await using var service = await ProgramProcess.Serve(directory);
        var second = UniqueId.Next("account");
        Assert.Equal(0, (await Run("seed", "--account", second)).ExitCode);
        var beside = await Run("migrate");

        Assert.Equal((0, "The database is up to date.\n"), (beside.ExitCode, beside.Output));
        foreach (var account in new[] { first, second })
        {
            var runs = await directory.User(service.Address, account).Get("/v1/runs");
            Assert.Equal(12, runs.Is(HttpStatusCode.OK).Items.Count());
        }
    }

    [Fact]
    public async Task A_service_that_is_not_to_migrate_waits_for_the_command()
    {
        var database = (await TestServer.NewEmptyDatabase()).Settings();
        await using var service = await ProgramProcess.Serve(directory, [.. database, "--Database:MigrateOnStart=false"]);
        var client = new ApiClient(service.Address, null, "");
        (await client.Get("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(0, (await Run(["migrate", .. database])).ExitCode);

        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_that_coordinates_no_cluster_is_told_in_one_line_and_left_as_it_is()
    {
        var connections = await TestServer.NewEmptyDatabase();

        var end = await Run(["migrate", "--distributed", .. connections.Settings()]);

        Assert.Equal((1, ""), (end.ExitCode, end.Output));
        Assert.Equal(
            "RunEvaluations cannot start: The database cannot be distributed, since it has no extension citus: "
            + "as a superuser, on each node: create extension citus.\n",
            end.Error);
        Assert.Equal("Applied", (await Run(["migrate", .. connections.Settings()])).Output.Split(' ')[0]);
    }

    [Fact]
    public async Task An_account_is_filled_once()
    {
        var database = (await TestServer.NewEmptyDatabase()).Settings();
        string[] seed = ["seed", "--account", "demo", .. database];
        var filled = await Run(seed);
        Assert.True(filled.ExitCode == 0, filled.Error);
        Assert.Contains("12 runs", filled.Output, StringComparison.Ordinal);

        var again = await Run(seed);

        Assert.Equal((1, ""), (again.ExitCode, again.Output));
        Assert.Equal("The account 'demo' has labels already; seed an empty one.\n", again.Error);
    }

    private Task<ProgramEnd> Run(params string[] arguments) =>
        ProgramProcess.Run(directory, [.. arguments, $"--Embedded:DataDirectory={directory.Data}"]);
}
