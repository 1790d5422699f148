using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[NeedsOwnDatabase("counts the rows of everybody")]
[Collection(ProgramCollections.Services)]
public sealed class AccountCommandTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task An_account_is_exported_and_purged_beside_a_running_service()
    {
        var connections = await TestServer.NewDatabase();
        await using var service = await ProgramProcess.Serve(directory, connections.Settings());
        var (ada, bob) = (directory.User(service.Address), directory.User(service.Address));
        var evaluation = await ada.HasEvaluation();
        await bob.HasEvaluation();
        var file = Path.Combine(directory.Working, "export.ndjson");

        var printed = await Run(connections, "export", "--account", ada.Account);
        var written = await Run(connections, "export", "--account", ada.Account, "--output", file);
        var again = await Run(connections, "export", "--account", ada.Account, "--output", file);

        Assert.Equal((0, "Exported 3 rows.\n"), (printed.ExitCode, printed.Error));
        Assert.Contains(evaluation.Id.ToString(), printed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(bob.Account, printed.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (written.ExitCode, written.Output));
        Assert.Equal(Rows(printed.Output), Rows(await File.ReadAllTextAsync(file)));
        Assert.Equal((UnixFileMode)0b110_000_000, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
        Assert.Equal(1, again.ExitCode);
        Assert.Single(again.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var asked = await Run(connections, "purge", "--account", ada.Account);
        Assert.Equal((1, ""), (asked.ExitCode, asked.Output));
        Assert.Contains("--yes", asked.Error, StringComparison.Ordinal);
        (await ada.Get(Story.PathOf(evaluation))).Is(HttpStatusCode.OK);

        var purged = await Run(connections, "purge", "--account", ada.Account, "--yes");
        Assert.True(purged.ExitCode == 0, purged.Error);
        Assert.Contains("run_evaluations: 1 deleted\n", purged.Output, StringComparison.Ordinal);
        (await ada.Get(Story.PathOf(evaluation))).Is(HttpStatusCode.NotFound);
        Assert.Empty((await ada.Get("/v1/runs")).Items);
        Assert.Single((await bob.Get("/v1/runs")).Items);
    }

    [Fact]
    public async Task Who_is_not_the_owner_may_not_purge()
    {
        var connections = await TestServer.NewDatabase();

        var end = await Run(connections with { Owner = connections.Service }, "purge", "--account", "ada's", "--yes");

        Assert.Equal((1, ""), (end.ExitCode, end.Output));
        Assert.Contains("ConnectionStrings:Owner", end.Error, StringComparison.Ordinal);
    }

    private Task<ProgramEnd> Run(DatabaseConnections connections, params string[] arguments) =>
        ProgramProcess.Run(directory, ["account", .. arguments, .. connections.Settings()]);

    private static IEnumerable<string> Rows(string export) => export
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => JsonDocument.Parse(line).RootElement.TryGetProperty("row", out _));
}
