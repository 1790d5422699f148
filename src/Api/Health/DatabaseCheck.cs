using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RunEvaluations.Api.Health;

/// <summary>Whether the database answers and holds every migration of this release.</summary>
internal sealed class DatabaseCheck(Func<CancellationToken, Task<bool>> isUpToDate) : IHealthCheck
{
    /// <summary>
    /// A database that is frozen must not freeze those who ask. To give a query up may take two seconds more, while
    /// Npgsql asks the server to.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await isUpToDate(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("migrations are missing");
        }
        catch (DbException e)
        {
            // Asked every few seconds: the reason will do, without the stack.
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
