using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RunEvaluations.Api.Health;

/// <summary>
/// Turns readiness false as soon as the service is asked to stop, and holds the stop back for as long as a balancer
/// needs to see that (<c>Shutdown:ReadinessDelay</c>); only then are new connections refused.
/// </summary>
internal sealed class DrainingCheck(TimeProvider time, TimeSpan delay) : IHealthCheck, IHostedLifecycleService
{
    private volatile bool draining;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(draining ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining = true;
        return Task.Delay(delay, time, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
