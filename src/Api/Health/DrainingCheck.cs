using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RunEvaluations.Api.Health;

/// <summary>
/// Turns readiness false as soon as the service is asked to stop, and holds the stop back for as long as a balancer
/// needs to see that (<c>Shutdown:ReadinessDelay</c>); only then are new connections refused. Meanwhile each answer asks
/// its client to close the connection: one that is closed by the server could have the next request in it.
/// </summary>
internal sealed class DrainingCheck(TimeProvider time, TimeSpan delay) : IHealthCheck, IHostedLifecycleService
{
    /// <summary>Between two requests of a busy connection there is less.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    /// <summary>Clients that take no notice of <c>Connection: close</c> are not waited for longer.</summary>
    private static readonly TimeSpan LongestUnrest = TimeSpan.FromSeconds(1);

    private volatile bool draining;
    private long lastRequest;

    /// <summary>How long the stop may be held back.</summary>
    public static TimeSpan Longest(TimeSpan delay) => delay + LongestUnrest;

    /// <summary>To be told of each request as it comes.</summary>
    public void Note(HttpContext context)
    {
        if (!draining)
            return;
        Volatile.Write(ref lastRequest, time.GetTimestamp());
        if (!HttpProtocol.IsHttp11(context.Request.Protocol))
            return;
        context.Response.OnStarting(static response =>
        {
            ((HttpResponse)response).Headers.Connection = "close";
            return Task.CompletedTask;
        }, context.Response);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(draining ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        Volatile.Write(ref lastRequest, began);
        draining = true;
        await Wait(delay, cancellationToken);
        while (!cancellationToken.IsCancellationRequested
            && time.GetElapsedTime(began) < Longest(delay)
            && time.GetElapsedTime(Volatile.Read(ref lastRequest)) is var silence
            && silence < Quiet)
            await Wait(Quiet - silence, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A stop that has run out of time goes on without the rest of the wait; it has not failed.</summary>
    private async Task Wait(TimeSpan duration, CancellationToken cancellationToken) =>
        await Task.Delay(duration, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
