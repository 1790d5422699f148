using System.Net;
using System.Net.Sockets;

namespace RunEvaluations.Testing;

/// <summary>For programs that cannot be told to take any port.</summary>
public static class FreePort
{
    /// <summary>A port of the loopback address that nobody listened on just now.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
