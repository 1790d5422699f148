using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RunEvaluations.Api.Input;

/// <summary>How a body must be sent: as JSON in UTF-8 (RFC 8259, section 8.1), not compressed.</summary>
internal static class ContentRules
{
    public const string MediaType = "application/json";

    /// <summary>The reason why the body is not looked at, or null.</summary>
    public static string? Problem(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !IsIdentity(encoding))
            return "The body must be sent as it is, without a Content-Encoding.";

        if (string.IsNullOrEmpty(request.ContentType))
            return $"The body must be sent as {MediaType}; the request has no Content-Type.";

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return $"The body must be sent as {MediaType}.";

        return type.Charset.HasValue && !IsUtf8(type.Charset)
            ? "The body must be in UTF-8; its charset is another."
            : null;
    }

    private static bool IsUtf8(StringSegment charset) =>
        HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool IsIdentity(StringValues encoding) =>
        encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);
}
