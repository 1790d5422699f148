using System.Globalization;
using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Limits;

/// <summary>
/// Answers a request that is over a limit of its account: 429, and the fields of draft-ietf-httpapi-ratelimit-headers-10
/// where it is the rate.
/// </summary>
internal static class TooManyRequests
{
    public static Task WriteAsync(HttpContext context, LimitSettings limits)
    {
        // One second gives one request at least. The window is the time in which an empty bucket fills.
        var window = Math.Max(1, (limits.Quota + limits.RequestsPerSecond - 1) / limits.RequestsPerSecond);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = Field($"\"account\";q={limits.Quota};w={window}");
        headers["RateLimit"] = "\"account\";r=0;t=1";
        return WriteAsync(context, $"The account makes more than {Field($"{limits.RequestsPerSecond}")} requests a second.");
    }

    public static Task WriteAsync(HttpContext context) =>
        WriteAsync(context, "Too many requests of the account are waiting already.");

    private static Task WriteAsync(HttpContext context, string message)
    {
        context.Response.Headers.RetryAfter = "1";
        return ErrorWriter.WriteAsync(context, StatusCodes.Status429TooManyRequests, "too_many_requests", message);
    }

    private static string Field(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
