using System.Net.Sockets;
using System.Text;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>A request whose body the service is reading, and whose end is kept back.</summary>
internal sealed class HeldRequest : IAsyncDisposable
{
    private const string LastBytes = "\"}}}";

    private readonly TcpClient connection = new();

    private HeldRequest()
    {
    }

    /// <summary>Sends a new run up to the last bytes, when the service has asked for them.</summary>
    public static async Task<HeldRequest> Begin(Uri address, string token, string traceParent = "")
    {
        // So much of it that the pause at the end does not make the sender a slow one.
        var body = $$$"""{"status":"completed","result":{"outputs":{"text":"{{{new string('x', 30_000)}}}""";
        var held = new HeldRequest();
        await held.connection.ConnectAsync(address.Host, address.Port);
        await held.Send(
            $"POST /v1/runs HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length + LastBytes.Length}\r\n"
            + $"{(traceParent.Length > 0 ? $"traceparent: {traceParent}\r\n" : "")}"
            + "Connection: close\r\nExpect: 100-continue\r\n\r\n");
        const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";
        var answer = new byte[Continue.Length];
        await held.connection.GetStream().ReadExactlyAsync(answer);
        Assert.Equal(Continue, Encoding.ASCII.GetString(answer));
        await held.Send(body);
        return held;
    }

    /// <summary>Sends the rest and reads the answer.</summary>
    public async Task<string> End()
    {
        await Send(LastBytes);
        using var reader = new StreamReader(connection.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Goes away, as a caller does whose process has died.</summary>
    public ValueTask DisposeAsync()
    {
        if (connection.Connected)
            connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Send(string text) => connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
}
