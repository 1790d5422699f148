using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RunEvaluations.Api.Health;

internal static class HealthEndpoints
{
    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve, which is 503 while the database
    /// does not answer, lacks a migration, or the service is stopping.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", Options(check: _ => false)).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", Options(check: _ => true)).AllowAnonymous();
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> check) => new()
    {
        Predicate = check,
        ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status is HealthStatus.Healthy ? "ok" : "unavailable",
                checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status is HealthStatus.Healthy ? "ok" : "unavailable"),
            },
            context.RequestAborted),
    };
}
