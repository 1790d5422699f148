using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RunEvaluations.Testing;

/// <summary>
/// The network between a client and a server, as a TCP port of loopback that a test can cut, slow down and make silent.
/// Its target may be a Unix socket.
/// </summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Socket, Socket> connections = [];
    private readonly CancellationTokenSource ending = new();
    private TaskCompletionSource audible = Done();
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    private FaultyProxy(EndPoint target) => Target = target;

    /// <summary>Where new connections lead.</summary>
    public EndPoint Target { get; set; }

    public int Port { get; private set; }

    /// <summary>How long each piece of data is held back, in either direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many connections go through it now.</summary>
    public int Connections => connections.Count;

    public static FaultyProxy To(string socketPath) => To(new UnixDomainSocketEndPoint(socketPath));

    public static FaultyProxy To(EndPoint target)
    {
        var proxy = new FaultyProxy(target);
        proxy.Listen();
        return proxy;
    }

    /// <summary>Takes connections, on the same port as before.</summary>
    public void Listen()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept(listener);
    }

    /// <summary>Refuses new connections; those that are open go on.</summary>
    public void Refuse() => listener?.Stop();

    /// <summary>Resets every open connection, whatever is under way on it.</summary>
    public void Cut()
    {
        foreach (var (client, server) in connections)
        {
            client.Close(0);
            server.Close(0);
        }
    }

    /// <summary>From now on takes connections and data, and lets nothing through: a black hole.</summary>
    public void FallSilent() => audible = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets what was held back through, and everything after it.</summary>
    public void Resume() => audible.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener?.Stop();
        Cut();
        await accepting;
        ending.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task Accept(TcpListener from)
    {
        try
        {
            while (true)
                _ = Carry(await from.AcceptSocketAsync(ending.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was told to refuse, or to end.
        }
    }

    private async Task Carry(Socket client)
    {
        var target = Target;
        var protocol = target.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp;
        var server = new Socket(target.AddressFamily, SocketType.Stream, protocol);
        connections[client] = server;
        try
        {
            await audible.Task.WaitAsync(ending.Token);
            await server.ConnectAsync(target, ending.Token);
            await Task.WhenAny(Pump(client, server), Pump(server, client));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One end has gone: so does the other.
        }
        finally
        {
            connections.TryRemove(client, out _);
            client.Close();
            server.Close();
        }
    }

    private async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, ending.Token) is > 0 and var read)
        {
            if (Delay > TimeSpan.Zero)
                await Task.Delay(Delay, ending.Token);
            await audible.Task.WaitAsync(ending.Token);
            for (var sent = 0; sent < read;)
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), ending.Token);
        }
    }
}
