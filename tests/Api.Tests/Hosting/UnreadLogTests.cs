using System.Globalization;
using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

/// <summary>Standard output is a pipe that nobody empties, as of a collector that hangs.</summary>
[Collection(ProgramCollections.Services)]
public sealed class UnreadLogTests : IDisposable
{
    // Each has a line of some 400 bytes, and a pipe holds 64 KB.
    private const int Requests = 1000;

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Requests_are_answered_and_a_stop_ends_the_service()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        using var service = ProgramProcess.StartUnread(
            directory,
            [
                $"--urls={address}", "--environment=Production", "--Authentication:DevelopmentKey=true",
                $"--Embedded:DataDirectory={directory.Data}", (await TestServer.NewDatabase()).Settings()[0],
            ]);
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            await Eventually.Is(() => IsLive(client));
            for (var i = 0; i < Requests; i++)
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);

            using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", service.Id.ToString(CultureInfo.InvariantCulture)]);
            await service.WaitForExitAsync();
            Assert.Equal(0, service.ExitCode);
        }
        finally
        {
            if (!service.HasExited)
                service.Kill();
        }
    }

    private static async Task<bool> IsLive(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health/live")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
