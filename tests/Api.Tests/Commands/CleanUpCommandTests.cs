using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[Collection(ProgramCollections.Services)]
public sealed class CleanUpCommandTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_retention_is_settled_and_a_clean_up_keeps_to_it_beside_a_running_service()
    {
        var connections = await TestServer.NewDatabase();
        await using var service = await ProgramProcess.Serve(directory, [.. connections.Settings(), "--CleanUp:Interval=00:00:00"]);
        var (ada, bob) = (directory.User(service.Address), directory.User(service.Address));
        foreach (var client in (ApiClient[])[ada, bob])
            await HasOldEvaluation(client, connections);
        var recent = await ada.HasEvaluation();
        string[] account = ["account", "retention", "--account", ada.Account];

        Assert.Equal($"The account '{ada.Account}' keeps its runs for ever.\n", await Says(connections, account));
        Assert.Equal(
            $"The account '{ada.Account}' keeps its runs for 7 days. The next clean-up deletes 1 that are older.\n",
            await Says(connections, [.. account, "--days", "7"]));
        Assert.Equal("Deleted: 1 runs with 1 evaluations, 0 expired keys.\n", await Says(connections, "clean-up"));
        Assert.Equal("Deleted: 0 runs with 0 evaluations, 0 expired keys.\n", await Says(connections, "clean-up"));

        Assert.Single((await ada.Get("/v1/runs")).Items);
        (await ada.Get(Story.PathOf(recent))).Is(HttpStatusCode.OK);
        Assert.Single((await bob.Get("/v1/runs")).Items);
        Assert.Equal(
            $"The account '{ada.Account}' keeps its runs for ever.\n", await Says(connections, [.. account, "--off"]));
    }

    [Fact]
    public async Task A_service_that_has_the_owner_cleans_up_by_itself()
    {
        var connections = await TestServer.NewDatabase();
        await using var service = await ProgramProcess.Serve(directory, [.. connections.Settings(), "--CleanUp:Interval=00:00:01"]);
        var ada = directory.User(service.Address);
        await HasOldEvaluation(ada, connections);
        await Says(connections, "account", "retention", "--account", ada.Account, "--days", "7");

        await Eventually.Is(async () => !(await ada.Get("/v1/runs")).Items.Any());

        await service.Line(line => line.Contains("Cleaned up: 1 runs with 1 evaluations", StringComparison.Ordinal));
        var end = await service.Stop();
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
    }

    [Fact]
    public async Task A_service_without_the_owner_says_once_that_it_does_not()
    {
        var connections = await TestServer.NewDatabase();
        await using var service = await ProgramProcess.Serve(
            directory, connections.Settings()[0], "--CleanUp:Interval=00:00:00.1");
        // It may have said so before it listens.
        await Eventually.Is(() => Task.FromResult(service.Output.Contains("not the tables' owner", StringComparison.Ordinal)));
        (await directory.User(service.Address).Get("/v1/runs")).Is(HttpStatusCode.OK);

        Assert.Single((await service.Stop()).Output.Split('\n'), line => line.Contains("does not clean up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_the_owner_may_neither_settle_nor_delete()
    {
        var connections = await TestServer.NewDatabase();
        var asService = connections with { Owner = connections.Service };

        var settle = await Run(asService, "account", "retention", "--account", "ada's", "--days", "1");
        var delete = await Run(asService, "clean-up");

        Assert.Equal((1, ""), (settle.ExitCode, settle.Output));
        Assert.Contains("ConnectionStrings:Owner", settle.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (delete.ExitCode, delete.Output));
        Assert.Contains("not the tables' owner", delete.Error, StringComparison.Ordinal);
    }

    private static async Task HasOldEvaluation(ApiClient client, DatabaseConnections connections)
    {
        await client.HasEvaluation();
        await using var source = Npgsql.NpgsqlDataSource.Create(connections.Owner);
        await using var command = source.CreateCommand("update runs set created_at = now() - interval '8 days' where account_id = $1");
        command.Parameters.AddWithValue(client.Account);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private async Task<string> Says(DatabaseConnections connections, params string[] arguments)
    {
        var end = await Run(connections, arguments);
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        return end.Output;
    }

    private Task<ProgramEnd> Run(DatabaseConnections connections, params string[] arguments) =>
        ProgramProcess.Run(directory, [.. arguments, .. connections.Settings()]);
}
