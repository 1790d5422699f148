using System.Text.Json;

namespace RunEvaluations.Api.Input;

/// <summary>
/// UUIDs in their one accepted form: 36 characters, in either letter case. The framework's own parsing takes braces,
/// spaces and, in each group, a sign or <c>0x</c>.
/// </summary>
internal static class UuidText
{
    public const string Words = "must be a UUID of 36 characters, such as 0198c0de-7a3b-7c4d-8e5f-0123456789ab";

    private const int Length = 36;

    public static bool TryParse(ReadOnlySpan<char> text, out Guid id)
    {
        id = default;
        if (text.Length != Length)
            return false;
        for (var at = 0; at < Length; at++)
        {
            if (!(at is 8 or 13 or 18 or 23 ? text[at] == '-' : char.IsAsciiHexDigit(text[at])))
                return false;
        }

        return Guid.TryParseExact(text, "D", out id);
    }

    /// <summary>Whether the text at which the reader stands is one.</summary>
    public static bool IsAt(ref Utf8JsonReader reader)
    {
        // Each of its characters may be escaped, as six bytes.
        Span<char> text = stackalloc char[6 * Length];
        return reader.ValueSpan.Length <= text.Length && TryParse(text[..reader.CopyString(text)], out _);
    }
}
