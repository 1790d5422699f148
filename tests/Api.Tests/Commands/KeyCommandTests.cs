using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Commands;

[NeedsOwnDatabase("migrates it")]
[Collection(ProgramCollections.Services)]
public sealed class KeyCommandTests : IDisposable
{
    private const string Key = @"^rek_[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]+\n$";

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_first_key_of_a_production_service_is_made_beside_it_and_alone()
    {
        string[] database = (await TestServer.NewEmptyDatabase()).Settings();
        string[] production = [.. database, "--environment=Production", "--Authentication:DevelopmentKey=true"];
        var alone = await Create(["--user", "ada", "--scope", "admin", .. production]);
        string first = alone.Output.Trim(), second, log;

        await using (var service = await ProgramProcess.Serve(
            directory,
            [
                .. production, "--Serilog:MinimumLevel:Default=Verbose",
                "--Serilog:MinimumLevel:Override:Microsoft=Verbose", "--Serilog:MinimumLevel:Override:Npgsql=Verbose",
            ]))
        {
            var beside = await Create(
            [
                "--user", "bob", "--scope", "evaluations:write labels:write", "--scope", "evaluations:read",
                "--expires", "30m", .. production,
            ]);
            second = beside.Output.Trim();
            var (ada, bob) = (new ApiClient(service.Address, first, "demo"), new ApiClient(service.Address, second, "demo"));

            await bob.HasBinaryLabel();
            (await bob.Get("/v1/api-keys")).Is(HttpStatusCode.Forbidden, "scope_required");
            var keys = (await ada.Get("/v1/api-keys")).Is(HttpStatusCode.OK).Items.ToList();
            Assert.Equal(["ada", "bob"], keys.Select(k => k.GetProperty("user").GetString()));
            Assert.Equal(["key-create", "key-create"], keys.Select(k => k.GetProperty("created_by").GetString()));
            Assert.Equal([null, "2"], keys.Select(k => k.GetProperty("expires_at").GetString()?[..1]));
            log = (await service.Stop()).Output;
        }

        Assert.Contains("insert into evaluation_labels", log, StringComparison.Ordinal);
        Assert.All([first, second], key => Assert.DoesNotContain(key[12..], log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_evaluator_is_named_by_its_id()
    {
        var database = (await TestServer.NewEmptyDatabase()).Settings();
        await using var service = await ProgramProcess.Serve(directory, database);
        var user = directory.User(service.Address, "demo");
        var (run, label) = (await user.HasRun(), await user.HasBinaryLabel());
        var evaluator = await user.HasEvaluator(label);

        var made = await Create(["--evaluator", $"{evaluator}", "--scope", "evaluations:write", .. database]);
        var refused = await Run(["--evaluator", $"{UniqueId.Next()}", "--scope", "admin", .. database]);

        var recorded = await new ApiClient(service.Address, made.Output.Trim(), "demo").Records(run, label, 1);
        Assert.Equal(evaluator, recorded.Is(HttpStatusCode.Created)["created_by_evaluator_id"].GetGuid());
        Assert.Equal((1, "", "There is no evaluator with this id.\n"), (refused.ExitCode, refused.Output, refused.Error));
    }

    private async Task<ProgramEnd> Create(string[] options)
    {
        var end = await Run(options);
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Matches(Key, end.Output);
        return end;
    }

    private Task<ProgramEnd> Run(string[] options) => ProgramProcess.Run(
        directory,
        ["key", "create", "--account", "demo", "--name", "first", .. options, $"--Embedded:DataDirectory={directory.Data}"]);
}
