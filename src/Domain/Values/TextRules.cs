using System.Buffers;
using System.Text;

namespace RunEvaluations.Domain.Values;

/// <summary>
/// What a text may be, in PostgreSQL's terms: its length is counted in Unicode code points, as <c>char_length</c> does,
/// and it holds nothing that a <c>text</c> cannot.
/// </summary>
public static class TextRules
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 10_000;
    public const string NotStorable = "must not contain the character U+0000 or half of a surrogate pair";

    public static int LengthOf(string text) => text.EnumerateRunes().Count();

    public static bool FitsIn(this string? text, int maxLength) =>
        text is null || text.Length <= maxLength || LengthOf(text) <= maxLength;

    /// <summary>Whether the text is Unicode throughout, without the one character (U+0000) that cannot be stored.</summary>
    public static bool IsStorable(this string? text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) is not OperationStatus.Done || rune.Value == 0)
                return false;
            rest = rest[length..];
        }

        return true;
    }
}
