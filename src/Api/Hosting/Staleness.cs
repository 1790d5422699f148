using System.Globalization;
using RunEvaluations.Application.Pipeline;

namespace RunEvaluations.Api.Hosting;

/// <summary>
/// Says in a header how old an answer that came from a standby may be, and lets a caller who wants none of that ask for
/// a fresh one, as caches do it: <c>Cache-Control: no-cache</c> (RFC 9111, section 5.2.1.4).
/// </summary>
internal sealed class Staleness(RequestDelegate next)
{
    private const string Header = "RunEvaluations-Staleness";

    public Task Invoke(HttpContext context, IReadSource source)
    {
        source.MustBeFresh = context.Request.GetTypedHeaders().CacheControl?.NoCache == true;
        context.Response.OnStarting(() =>
        {
            if (source.Staleness is { } staleness)
                context.Response.Headers[Header] = Seconds(staleness);
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Rounded up: never fresher than it is.</summary>
    private static string Seconds(TimeSpan staleness) =>
        (Math.Ceiling(staleness.TotalMilliseconds) / 1000).ToString("0.000", CultureInfo.InvariantCulture);
}
