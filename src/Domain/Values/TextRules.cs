namespace RunEvaluations.Domain.Values;

/// <summary>How the length of a text is counted: in Unicode code points, as PostgreSQL's <c>char_length</c> does.</summary>
public static class TextRules
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 10_000;

    public static int LengthOf(string text) => text.EnumerateRunes().Count();

    public static bool FitsIn(this string? text, int maxLength) =>
        text is null || text.Length <= maxLength || LengthOf(text) <= maxLength;
}
