using System.Net;
using System.Net.Sockets;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

[Collection(ProgramCollections.Services)]
public sealed class GracefulStopTests : IDisposable
{
    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Readiness_turns_false_first_and_a_request_in_flight_is_answered()
    {
        await using var service = await Serve("--Shutdown:ReadinessDelay=00:00:03");
        var client = directory.User(service.Address);
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        await using var held = await HeldRequest.Begin(service.Address, directory.Token("ada's"));

        await service.Signal("TERM");
        await Eventually.Is(async () => (await client.Get("/health/ready")).Status == 503);
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
        (await client.Get("/v1/runs")).Is(HttpStatusCode.OK);
        await Eventually.Is(() => Refuses(service.Address));

        var answer = await held.End();
        var end = await service.End();

        Assert.StartsWith("HTTP/1.1 201 Created\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("}\r\n0\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
    }

    [Fact]
    public async Task A_request_that_does_not_end_is_given_up_in_time()
    {
        await using var service = await Serve("--Shutdown:Timeout=00:00:00.5");
        await using var held = await HeldRequest.Begin(service.Address, directory.Token("ada's"));

        var end = await service.Stop();

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
    }

    private async Task<ProgramProcess> Serve(string setting) => await ProgramProcess.Serve(
        directory, $"--ConnectionStrings:RunEvaluations={(await TestServer.NewDatabase()).Service}", setting);

    private static async Task<bool> Refuses(Uri address)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(address.Host, address.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
