using System.Net.Sockets;
using System.Text;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>Sends a request as it is written: an HTTP client would join two headers of one name.</summary>
internal static class RawHttp
{
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
