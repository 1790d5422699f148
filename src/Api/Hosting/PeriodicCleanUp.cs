using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Database.Accounts;

namespace RunEvaluations.Api.Hosting;

/// <summary>Cleans up beside the requests, where the service is given the tables' owner. Of several services one does it at a time.</summary>
internal sealed class PeriodicCleanUp(
    Func<DatabaseConnections> connections, TimeSpan interval, TimeProvider time, ILogger<PeriodicCleanUp> logger)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    private Task running = Task.CompletedTask;

    // Not a BackgroundService: where the start fails, the host reports the end of one as a failure of its own.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (interval > TimeSpan.Zero)
            running = Repeat(stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        // Where requests have used up the time to stop, nothing is left of it: that is no failure of the stop.
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task Repeat(CancellationToken stoppingToken)
    {
        var cleanUp = new AccountCleanUp(connections().Owner, time);
        do
            await Task.Delay(interval, time, stoppingToken);
        while (await MayGoOn(cleanUp, stoppingToken));
    }

    private async Task<bool> MayGoOn(AccountCleanUp cleanUp, CancellationToken stoppingToken)
    {
        try
        {
            var deleted = await cleanUp.Run((_, _) => { }, stoppingToken);
            if (deleted is not null && deleted != CleanedUp.Nothing)
                logger.LogInformation("Cleaned up: {Deleted}", deleted.ToString());
        }
        catch (StartupException e)
        {
            // The service need not have the owner: whoever has runs the command.
            logger.LogInformation("This service does not clean up. {Reason}", e.Message);
            return false;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogWarning("The clean-up was cut short, and is tried again in {Interval}: {Reason}", interval, e.Message);
        }

        return true;
    }
}
