using System.Globalization;

namespace RunEvaluations.Api.Input;

/// <summary>
/// What a JSON string, still escaped, may not hold: what PostgreSQL cannot store and UTF-8 cannot carry.
/// </summary>
internal static class JsonText
{
    private const int EscapeLength = 6;
    private const string LoneSurrogate = "contains a lone surrogate, which is not a character";

    /// <summary>
    /// The reason why the text is refused, or null. Only escapes need a look: the bytes are valid UTF-8.
    /// </summary>
    public static string? Problem(ReadOnlySpan<byte> escaped)
    {
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
                continue;

            var unit = CodeUnit(escaped[at..]);
            if (unit == 0)
                return "contains the character U+0000 (NUL), which cannot be stored";

            if (unit is { } high && char.IsHighSurrogate((char)high))
            {
                at += EscapeLength;
                unit = at < escaped.Length ? CodeUnit(escaped[at..]) : null;
                if (unit is not { } low || !char.IsLowSurrogate((char)low))
                    return LoneSurrogate;
            }
            else if (unit is { } other && char.IsLowSurrogate((char)other))
            {
                return LoneSurrogate;
            }

            // Past the escaped character, so that the second backslash of a pair does not begin an escape.
            at += unit is null ? 1 : EscapeLength - 1;
        }

        return null;
    }

    /// <summary>The UTF-16 code unit of a <c>\u</c> escape; null where another escape, or none, begins.</summary>
    private static ushort? CodeUnit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
            ? ushort.Parse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : null;
}
