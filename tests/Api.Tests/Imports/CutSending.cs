using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Imports;

/// <summary>A file whose sender dies on the way.</summary>
internal static class CutSending
{
    /// <summary>Sends so many of its bytes, waits until the service has taken what it can of them, and is gone.</summary>
    public static async Task SendsAndIsCut(
        this ApiClient client, Uri address, string type, string file, Guid id, int upTo, bool chunked = false)
    {
        var bytes = Encoding.UTF8.GetBytes(file);
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        var stream = connection.GetStream();
        var framing = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {bytes.Length}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Ndjson.Path}?import_id={id} HTTP/1.1\r\nHost: {address.Authority}\r\n"
            + $"Authorization: Bearer {client.Token}\r\nContent-Type: {type}\r\n{framing}\r\n\r\n"));
        if (chunked)
            await stream.WriteAsync(Encoding.ASCII.GetBytes(upTo.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
        await stream.WriteAsync(bytes.AsMemory(0, upTo));
        var lines = bytes.AsSpan(0, upTo).Count((byte)'\n');
        await client.TakenOf(id, atLeast: lines - lines % 5_000);
        connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    /// <summary>The import, once it has taken so many lines.</summary>
    public static async Task<Answer> TakenOf(this ApiClient client, Guid id, long atLeast)
    {
        Answer? import = null;
        await Eventually.Is(async () =>
        {
            import = await client.Get($"{Ndjson.Path}/{id}");
            return atLeast == 0 || (import.Status == 200 && import["lines"].GetInt64() >= atLeast);
        });
        return import!;
    }
}
