using System.Runtime.InteropServices;

namespace RunEvaluations.Api.Commands;

/// <summary>
/// Turns the signals that ask a process to stop into a cancellation, from its first moment to its last: without that
/// they would end it at once, and leave the embedded PostgreSQL running.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations;

    public StopSignals()
    {
        Token = source.Token;
        // The last one comes when a terminal is closed.
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    public CancellationToken Token { get; }

    /// <summary>The first signal that came, if one has.</summary>
    public PosixSignal? Received { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Received ??= context.Signal;
        source.Cancel();
    }
}
