using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RunEvaluations.Api.Errors;

internal static class AcceptHeader
{
    /// <summary>
    /// Whether the caller would rather have one of two types: it has to name that one, and not prefer the other to it.
    /// A wildcard alone gives the other.
    /// </summary>
    public static bool Prefers(StringValues accept, string wanted, string other)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
            return false;

        var quality = types.Where(type => Is(type, wanted)).Select(Quality).DefaultIfEmpty(0).Max();
        return quality > 0 && quality >= QualityOf(other, types);
    }

    /// <summary>The most specific range decides (RFC 9110, section 12.5.1).</summary>
    private static double QualityOf(string name, IList<MediaTypeHeaderValue> types)
    {
        foreach (var range in (string[])[name, $"{name.Split('/')[0]}/*", "*/*"])
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
