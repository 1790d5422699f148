using RunEvaluations.Api.Security;
using RunEvaluations.Api.Telemetry;

namespace RunEvaluations.Api.Hosting;

/// <summary>
/// Writes one structured line for each request: what was asked, by which account, how it ended and how long it took;
/// and says the same on the request's span.
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
        var route = RouteTemplate.Of(context);
        var status = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted
            ? StatusCodes.Status499ClientClosedRequest
            : context.Response.StatusCode;
        logger.Log(
            status >= 500 ? LogLevel.Error : LogLevel.Information,
            "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms, account {Account}",
            KnownMethod.Of(context.Request),
            route ?? RouteTemplate.None,
            status,
            elapsed.TotalMilliseconds,
            context.User.FindCaller()?.AccountId ?? "(none)");
        RequestSpan.Describe(context, route, status);
    }
}
