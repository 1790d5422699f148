using System.Globalization;
using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Limits;

/// <summary>
/// Answers a request that is over a limit of its account: 429, and the fields of draft-ietf-httpapi-ratelimit-headers-10
/// where it is the rate.
/// </summary>
internal static class TooManyRequests
{
    /// <summary>On average, so that clients that ask again at once cost little and do not come all together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task WriteAsync(HttpContext context, LimitSettings limits)
    {
        await Task.Delay(Pause * (0.5 + Random.Shared.NextDouble()), context.RequestAborted);
        // One second gives one request at least. The window is the time in which an empty bucket fills.
        var window = Math.Max(1, (limits.Quota + limits.RequestsPerSecond - 1) / limits.RequestsPerSecond);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = Field($"\"account\";q={limits.Quota};w={window}");
        headers["RateLimit"] = "\"account\";r=0;t=1";
        await WriteAsync(context, $"The account makes more than {Field($"{limits.RequestsPerSecond}")} requests a second.");
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
