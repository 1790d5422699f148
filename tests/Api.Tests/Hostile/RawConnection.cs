using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>An answer as it was received; its headers by name.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool Closes => Headers.TryGetValue("Connection", out var value) && value == "close";
}

/// <summary>
/// A connection that sends bytes as they are and reads answers one by one. It never waits for less than an answer or
/// the end of the connection, and never longer than a minute.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpClient client = new() { NoDelay = true };
    private readonly CancellationTokenSource patience = new(Patience);
    private readonly byte[] buffer = new byte[64 * 1024];
    private NetworkStream? stream;
    private string unread = "";

    public static async Task<RawConnection> Open(Uri address)
    {
        var connection = new RawConnection();
        await connection.client.ConnectAsync(address.Host, address.Port, connection.patience.Token);
        connection.stream = connection.client.GetStream();
        return connection;
    }

    public async Task Send(byte[] bytes)
    {
        try
        {
            await stream!.WriteAsync(bytes, patience.Token);
        }
        catch (IOException)
        {
            // The server may refuse, and close, before it has read everything. What it answered can be read all the same.
        }
    }

    public void StopSending() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The next answer, or null where the connection ends without one.</summary>
    public async Task<RawAnswer?> Read()
    {
        while (!unread.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            if (!await Receive())
                return unread.Length == 0 ? null : throw new InvalidDataException($"No HTTP: {unread}");
        }

        var end = unread.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = unread[..end].Split("\r\n");
        unread = unread[(end + 4)..];
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        if (status < 200)
            return await Read();

        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .GroupBy(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => string.Join(", ", same), StringComparer.OrdinalIgnoreCase);
        var body = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(await Body(headers)));
        return new RawAnswer(status, headers, body);
    }

    /// <summary>Whatever comes until the server closes the connection.</summary>
    public async Task<string> Rest()
    {
        while (await Receive())
        {
        }

        return unread;
    }

    public void Dispose()
    {
        client.Dispose();
        patience.Dispose();
    }

    private async Task<string> Body(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out var text))
            return await Take(int.Parse(text, CultureInfo.InvariantCulture));
        if (!headers.ContainsKey("Transfer-Encoding"))
            return "";

        var body = new StringBuilder();
        while (true)
        {
            while (!unread.Contains("\r\n", StringComparison.Ordinal))
                Assert.True(await Receive(), "The answer ends within a chunk.");
            var line = unread[..unread.IndexOf("\r\n", StringComparison.Ordinal)];
            var length = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = await Take(line.Length + 2 + length + 2);
            if (length == 0)
                return body.ToString();
            body.Append(chunk.AsSpan(line.Length + 2, length));
        }
    }

    private async Task<string> Take(int length)
    {
        while (unread.Length < length)
            Assert.True(await Receive(), "The answer ends early.");
        var taken = unread[..length];
        unread = unread[length..];
        return taken;
    }

    private async Task<bool> Receive()
    {
        try
        {
            var read = await stream!.ReadAsync(buffer, patience.Token);
            unread += Encoding.Latin1.GetString(buffer, 0, read);
            return read > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
