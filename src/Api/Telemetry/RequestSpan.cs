using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace RunEvaluations.Api.Telemetry;

/// <summary>
/// Gives the framework's span of a request its name and attributes, as OpenTelemetry's conventions for HTTP servers have
/// them, save for what the caller wrote: the path holds ids, and a Host or User-Agent may hold anything.
/// </summary>
internal static class RequestSpan
{
    /// <param name="context">The request, when it has been answered.</param>
    /// <param name="route">Its template, or null where it has none.</param>
    /// <param name="status">What was answered.</param>
    public static void Describe(HttpContext context, string? route, int status)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { Recorded: true } span)
            return;

        var method = KnownMethod.Of(context.Request);
        var name = method == KnownMethod.Other ? "HTTP" : method;
        span.DisplayName = route is null ? name : $"{name} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("url.scheme", context.Request.Scheme);
        if (status < StatusCodes.Status500InternalServerError)
            return;

        span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(ActivityStatusCode.Error);
    }
}
