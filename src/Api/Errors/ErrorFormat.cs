using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RunEvaluations.Api.Errors;

/// <summary>
/// Whether the caller would rather have <c>application/problem+json</c>: it has to name that type, and not prefer
/// <c>application/json</c> to it. A wildcard alone gives the plain body.
/// </summary>
internal static class ErrorFormat
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";

    public static bool PrefersProblem(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
            return false;

        var problem = types.Where(type => Is(type, Problem)).Select(Quality).DefaultIfEmpty(0).Max();
        return problem > 0 && problem >= PlainQuality(types);
    }

    /// <summary>The most specific range decides (RFC 9110, section 12.5.1).</summary>
    private static double PlainQuality(IList<MediaTypeHeaderValue> types)
    {
        foreach (var range in (string[])[Json, "application/*", "*/*"])
        {
            if (types.FirstOrDefault(type => Is(type, range)) is { } found)
                return Quality(found);
        }

        return 0;
    }

    private static bool Is(MediaTypeHeaderValue type, string name) =>
        type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static double Quality(MediaTypeHeaderValue type) => type.Quality ?? 1;
}
