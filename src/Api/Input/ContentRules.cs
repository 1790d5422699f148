using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RunEvaluations.Api.Input;

/// <summary>How a body must be sent: in UTF-8 (for JSON RFC 8259, section 8.1), not compressed.</summary>
internal static class ContentRules
{
    public const string MediaType = "application/json";

    /// <inheritdoc cref="Problem(HttpRequest, string[], out string)"/>
    public static string? Problem(HttpRequest request) => Problem(request, [MediaType], out _);

    /// <summary>The reason why the body is not looked at, or null.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="accepted">The types that it may have.</param>
    /// <param name="mediaType">The one that it has.</param>
    public static string? Problem(HttpRequest request, string[] accepted, out string mediaType)
    {
        mediaType = accepted[0];
        var words = string.Join(" or ", accepted);
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !IsIdentity(encoding))
            return "The body must be sent as it is, without a Content-Encoding.";

        if (string.IsNullOrEmpty(request.ContentType))
            return $"The body must be sent as {words}; the request has no Content-Type.";

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || Array.Find(accepted, known => Is(known, request.ContentType, type)) is not { } found)
            return $"The body must be sent as {words}.";
        mediaType = found;

        return type.Parameters.Where(IsCharset).All(IsUtf8) && type.Parameters.Count(IsCharset) <= 1
            ? null
            : "The body must be in UTF-8; its charset is another.";
    }

    // The framework takes "application /json" for the type, and a parameter without a value for one with.
    private static bool Is(string known, string text, MediaTypeHeaderValue type) =>
        text.StartsWith(known, StringComparison.OrdinalIgnoreCase)
        && type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase)
        && type.Parameters.All(parameter => parameter.Value.HasValue);

    // Of two the framework takes the first, and a proxy perhaps the second. charset* is its other spelling (RFC 8187).
    private static bool IsCharset(NameValueHeaderValue parameter) =>
        parameter.Name.AsSpan().TrimEnd('*').Equals("charset", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(NameValueHeaderValue charset) =>
        !charset.Name.EndsWith("*", StringComparison.Ordinal)
        && HeaderUtilities.RemoveQuotes(charset.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool IsIdentity(StringValues encoding) =>
        encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);
}
