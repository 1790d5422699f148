using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RunEvaluations.Api.Health;

/// <summary>Whether the database answers and holds every migration of this release.</summary>
internal sealed class DatabaseCheck(Func<CancellationToken, Task<bool>> isUpToDate, TimeSpan longestWait) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestWait);
        try
        {
            // On a server that is frozen a query takes most of a minute to be cancelled: it is left behind.
            return await isUpToDate(limit.Token).WaitAsync(limit.Token)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("migrations are missing");
        }
        catch (DbException e)
        {
            // Asked every few seconds: the reason will do, without the stack.
            return HealthCheckResult.Unhealthy(e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"no answer within {longestWait}");
        }
    }
}
