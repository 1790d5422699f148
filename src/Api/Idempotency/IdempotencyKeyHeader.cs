using System.Text;
using Microsoft.Extensions.Primitives;

namespace RunEvaluations.Api.Idempotency;

/// <summary>
/// The header <c>Idempotency-Key</c>. The draft of the IETF (draft-ietf-httpapi-idempotency-key-header) has it a string
/// in quotes (RFC 9651, section 3.3.3); most clients send the bare text. Both are taken, and mean the same key.
/// </summary>
internal static class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";
    public const int MaxLength = 255;
    public const string Form = "must be given once, with 1 to 255 visible ASCII characters, in double quotes or without";

    /// <summary>The key, or null where the header is malformed.</summary>
    public static string? Parse(StringValues header)
    {
        if (header is not [{ } text])
            return null;

        var key = text.StartsWith('"') ? Unquoted(text) : text;
        return key is { Length: >= 1 and <= MaxLength } && key.All(c => c is > ' ' and <= '~') ? key : null;
    }

    private static string? Unquoted(string text)
    {
        if (text.Length < 2 || !text.EndsWith('"'))
            return null;

        var content = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '"')
                return null;
            // Only these two can be escaped, and the quote at the end cannot be one of them.
            if (text[i] == '\\' && (++i == text.Length - 1 || text[i] is not ('"' or '\\')))
                return null;
            content.Append(text[i]);
        }

        return content.ToString();
    }
}
