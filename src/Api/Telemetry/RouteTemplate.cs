using Microsoft.AspNetCore.Diagnostics;

namespace RunEvaluations.Api.Telemetry;

internal static class RouteTemplate
{
    /// <summary>What stands in the log for a request without a route.</summary>
    public const string None = "(no route)";

    /// <summary>The route of a request as it is declared, or null: unlike the path it holds no id.</summary>
    public static string? Of(HttpContext context)
    {
        // The exception handler clears the endpoint and remembers it in its feature.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? "/" + pattern.TrimStart('/') : null;
    }
}
