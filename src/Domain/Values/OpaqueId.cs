using System.Globalization;
using System.Text;

namespace RunEvaluations.Domain.Values;

/// <summary>
/// What an account id or a user id may be: 1 to 128 visible characters, counted as Unicode scalar values (as
/// PostgreSQL counts them). Nothing else is asked of it, and nothing is read out of it.
/// </summary>
public static class OpaqueId
{
    public const int MaximumLength = 128;

    /// <summary>The rule in words, to end a sentence with.</summary>
    public const string Rule = "1 to 128 visible characters";

    public static bool IsValid(string value)
    {
        var length = 0;
        for (var rest = value.AsSpan(); rest.Length > 0;)
        {
            // Fails on a surrogate without its other half.
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) is not System.Buffers.OperationStatus.Done)
                return false;
            if (!IsVisible(rune) || ++length > MaximumLength)
                return false;
            rest = rest[used..];
        }

        return length > 0;
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => false,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator => false,
            UnicodeCategory.ParagraphSeparator => false,
            UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
            _ => !IsBlank(rune.Value),
        };

    /// <summary>
    /// Letters, marks and symbols that show nothing: Default_Ignorable_Code_Point outside the categories above, and the
    /// empty braille cell. With them two ids could look alike.
    /// </summary>
    private static bool IsBlank(int value) => value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xE0100 and <= 0xE01EF);
}
