using Microsoft.AspNetCore.Diagnostics;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Hosting;

/// <summary>
/// Writes one structured line for each request: what was asked, by which account, how it ended and how long it took.
/// Never a token, a body, a path or a query: what identifies somebody stays out of the log.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    public async Task Invoke(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, time.GetElapsedTime(start));
        }
    }

    private void Write(HttpContext context, TimeSpan elapsed)
    {
        // The exception handler clears the endpoint and remembers it in its feature.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern
            ? "/" + pattern.TrimStart('/')
            : "(no route)";
        var status = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted
            ? StatusCodes.Status499ClientClosedRequest
            : context.Response.StatusCode;
        logger.Log(
            status >= 500 ? LogLevel.Error : LogLevel.Information,
            "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms, account {Account}, trace {TraceId}",
            context.Request.Method,
            route,
            status,
            elapsed.TotalMilliseconds,
            context.User.FindCaller()?.AccountId ?? "(none)",
            TraceId.Of(context));
    }
}
