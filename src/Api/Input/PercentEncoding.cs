using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace RunEvaluations.Api.Input;

/// <summary>Whether text from a URL decodes to characters at all. The framework leaves alone what does not.</summary>
internal static class PercentEncoding
{
    /// <summary>The reason why the text is refused, or null.</summary>
    public static string? Problem(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%'))
            return null;

        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            // A character that is not ASCII is as good as a letter: what counts is what the escapes make.
            var value = char.IsAscii(text[at]) ? (byte)text[at] : (byte)'x';
            if (value == '%')
            {
                if (!TryByte(text[(at + 1)..], out value))
                    return "has a percent sign without two hexadecimal digits after it";
                at += 2;
            }

            bytes.Write([value]);
        }

        if (bytes.WrittenSpan.Contains((byte)0))
            return "contains the character U+0000 (NUL)";

        return Utf8.IsValid(bytes.WrittenSpan) ? null : "is not valid UTF-8 once decoded";
    }

    private static bool TryByte(ReadOnlySpan<char> digits, out byte value)
    {
        value = 0;
        return digits.Length >= 2
            && byte.TryParse(digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
