using System.Net.Sockets;
using System.Text;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Hosting;

[Collection(ProgramCollections.Services)]
public sealed class StopUnderLoadTests : IDisposable
{
    private const int Clients = 40;

    private readonly ProgramDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Each_request_on_every_connection_is_answered_and_the_last_answer_says_so()
    {
        await using var service = await ProgramProcess.Serve(
            directory, $"--ConnectionStrings:RunEvaluations={(await TestServer.NewDatabase()).Service}");
        var token = directory.Token("ada's");
        var request = Encoding.ASCII.GetBytes(
            $"GET /v1/runs HTTP/1.1\r\nHost: {service.Address.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n");
        var answered = new int[Clients];

        var load = Enumerable.Range(0, Clients)
            .Select(client => Ask(service.Address, request, () => answered[client]++)).ToList();
        await Eventually.Is(() => Task.FromResult(answered.All(count => count >= 5)));
        var end = await service.Stop();

        // A connection that was reset, or closed without an answer, throws.
        await Task.WhenAll(load).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
    }

    /// <summary>Asks again and again on one connection, until an answer says that it is the last one.</summary>
    private static async Task Ask(Uri address, byte[] request, Action whenAnswered)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var last = false;
        while (!last)
        {
            await stream.WriteAsync(request);
            last = await ReadAnswer(reader);
            whenAnswered();
        }
    }

    /// <summary>Whether the connection is closed after it. The body is an empty list, in one chunk and the last one.</summary>
    private static async Task<bool> ReadAnswer(StreamReader reader)
    {
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        var closes = false;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
            closes |= header == "Connection: close";
        foreach (var line in (string[])["2", "[]", "0", ""])
            Assert.Equal(line, await reader.ReadLineAsync());
        return closes;
    }
}
