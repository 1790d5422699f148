using Microsoft.Extensions.Logging;

namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>Starts the server again when it is gone, until it is disposed.</summary>
internal sealed class ServerSupervisor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly PostgresServer server;
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watch;

    public ServerSupervisor(PostgresServer server, int pid, ILogger logger, TimeProvider time)
    {
        (this.server, this.logger, this.time) = (server, logger, time);
        watch = Task.Run(() => WatchAsync(pid, stopping.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task WatchAsync(int pid, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var reported = false;
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Postmaster.IsRunning(server.Paths, pid))
                continue;

            if (!reported)
                logger.LogError("PostgreSQL (pid {Pid}) is gone; starting it again.", pid);
            try
            {
                pid = await server.EnsureRunningAsync(cancellationToken).ConfigureAwait(false);
                logger.LogWarning("PostgreSQL runs again (pid {Pid}).", pid);
                reported = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The reason may pass, such as a full disk: the next tick tries again.
                if (!reported)
                    logger.LogError(exception, "PostgreSQL cannot be started again yet.");
                reported = true;
            }
        }
    }
}
