using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>
/// Humanloop's API keeps its own promises: the tests of it ask every endpoint of it, and those of the rest leave them out.
/// </summary>
internal static class HumanloopEndpoints
{
    public static bool Has(Endpoint endpoint) =>
        endpoint is RouteEndpoint route && route.RoutePattern.RawText!.TrimStart('/').StartsWith("v5/", StringComparison.Ordinal);
}
