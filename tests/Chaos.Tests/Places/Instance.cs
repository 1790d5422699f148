using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Chaos.Tests.Places;

/// <summary>
/// A service behind a port that stays the same, as behind a balancer; started again until it serves, as a process
/// supervisor does.
/// </summary>
internal sealed class Instance : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Nobody else may get the requests while the service is away.</summary>
    private readonly EndPoint nowhere;

    private readonly Func<Task<ProgramProcess>> serve;
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentQueue<string> outputs = [];
    /// <summary>Null while it is stopped.</summary>
    private Task<ProgramProcess>? running;

    public Instance(string nowhere, Func<Task<ProgramProcess>> serve)
    {
        this.nowhere = new UnixDomainSocketEndPoint(nowhere);
        this.serve = serve;
        Network = FaultyProxy.To(this.nowhere);
        Address = new Uri($"http://127.0.0.1:{Network.Port}");
        running = UntilItServes();
    }

    /// <summary>Between it and its clients.</summary>
    public FaultyProxy Network { get; }

    public Uri Address { get; }

    /// <summary>How often it ended before it served, because it found the database in trouble.</summary>
    public int FailedStarts { get; private set; }

    /// <summary>What it has logged.</summary>
    public IEnumerable<string> Log => outputs;

    public Task Serves => running!;

    /// <param name="signal">TERM or KILL.</param>
    public async Task Stop(string signal)
    {
        var program = await running!;
        Network.Target = nowhere;
        outputs.Enqueue((await program.Stop(signal)).Output);
        await program.DisposeAsync();
        running = null;
    }

    /// <summary>Does not wait until it serves.</summary>
    public void Start() => running = UntilItServes();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Network.DisposeAsync();
        if (running is null)
            return;
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        if (running.IsCompletedSuccessfully)
            await running.Result.DisposeAsync();
    }

    private async Task<ProgramProcess> UntilItServes()
    {
        while (true)
        {
            try
            {
                var program = await serve();
                Network.Target = new IPEndPoint(IPAddress.Loopback, program.Address.Port);
                return program;
            }
            catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
            {
                FailedStarts++;
                await Task.Delay(Pause, ending.Token);
            }
        }
    }
}
