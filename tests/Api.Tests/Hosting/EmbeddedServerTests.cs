using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

/// <summary>One data directory for all: each test finds what the one before it has left.</summary>
[NeedsOwnDatabase("starts and stops its server")]
[Collection(ProgramCollections.Services)]
public sealed class EmbeddedServerTests(ProgramDirectory directory) : IClassFixture<ProgramDirectory>
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_ends_the_service_with_its_server_and_the_data_stay(string signal)
    {
        await using var first = await ProgramProcess.Serve(directory);
        var run = await directory.User(first.Address, "ada's").HasRun();
        Assert.NotNull(directory.ServerId);

        var end = await first.Stop(signal);

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Null(directory.ServerId);
        await using var second = await ProgramProcess.Serve(directory);
        (await directory.User(second.Address, "ada's").Get($"/v1/run/{run}")).Is(HttpStatusCode.OK);
        await second.Stop();
    }

    [Fact]
    public async Task A_killed_service_starts_again_with_its_data()
    {
        await using var killed = await ProgramProcess.Serve(directory);
        var run = await directory.User(killed.Address, "ada's").HasRun();

        await killed.Stop("KILL");
        await using var next = await ProgramProcess.Serve(directory);

        (await directory.User(next.Address, "ada's").Get($"/v1/run/{run}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await next.Stop()).ExitCode);
        Assert.Null(directory.ServerId);
    }

    [Fact]
    public async Task A_service_whose_server_is_killed_says_so_and_recovers()
    {
        await using var service = await ProgramProcess.Serve(directory);
        var client = directory.User(service.Address);
        var run = await client.HasRun();
        var configuration = Path.Combine(directory.Cluster, "postgresql.conf");

        // Without its configuration the server cannot be started again before the test has looked.
        File.Move(configuration, configuration + ".away");
        ProgramDirectory.Kill(directory.ServerId!.Value);
        var unavailable = (await client.Get($"/v1/run/{run}")).Is(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("1", unavailable.Headers["Retry-After"]);
        var readiness = (await client.Get("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unavailable", readiness["status"].GetString());
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
        File.Move(configuration + ".away", configuration);

        await service.Line(line => line.Contains("runs again", StringComparison.Ordinal));
        await Eventually.Is(async () => (await client.Get("/health/ready")).Status == 200);
        (await client.Get($"/v1/run/{run}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await service.Stop()).ExitCode);
    }

    [Fact]
    public async Task A_second_service_on_the_directory_is_refused()
    {
        await using var first = await ProgramProcess.Serve(directory);

        var second = await ProgramProcess.Run(
            directory, ["--urls=http://127.0.0.1:0", $"--Embedded:DataDirectory={directory.Data}"]);

        Assert.Equal((1, ""), (second.ExitCode, second.Output));
        Assert.Matches("^RunEvaluations cannot start: .* in use .*Embedded:DataDirectory.*\n$", second.Error);
        (await directory.User(first.Address).Get("/v1/runs")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_signal_during_the_start_leaves_nothing_running()
    {
        using var fresh = new ProgramDirectory();
        await using var service = ProgramProcess.Start(fresh, [$"--Embedded:DataDirectory={fresh.Data}"]);
        await Eventually.Is(() => Task.FromResult(Directory.Exists(fresh.Data)
            && Directory.EnumerateDirectories(fresh.Data, "postgres.unfinished-*").Any()));

        var end = await service.Stop();

        Assert.Equal((1, "RunEvaluations was stopped by SIGTERM before it had started.\n"), (end.ExitCode, end.Error));
        Assert.Null(fresh.ServerId);
        Assert.Empty(Directory.EnumerateDirectories(fresh.Data));
    }
}
