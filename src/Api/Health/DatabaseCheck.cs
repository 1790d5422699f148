using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RunEvaluations.Api.Health;

/// <summary>Whether the database answers and holds every migration of this release.</summary>
internal sealed class DatabaseCheck(Func<CancellationToken, Task<bool>> isUpToDate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        await isUpToDate(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("migrations are missing");
}
