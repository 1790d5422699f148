namespace RunEvaluations.Api.Input;

/// <summary>
/// UUIDs in their one accepted form: 36 characters, in either letter case. The framework's own parsing takes braces,
/// spaces and, in each group, a sign or <c>0x</c>.
/// </summary>
internal static class UuidText
{
    public const string Words = "must be a UUID of 36 characters, such as 0198c0de-7a3b-7c4d-8e5f-0123456789ab";

    public static bool TryParse(string text, out Guid id)
    {
        id = default;
        return text.Length == 36
            && text.Select(IsInPlace).All(inPlace => inPlace)
            && Guid.TryParseExact(text, "D", out id);
    }

    private static bool IsInPlace(char c, int at) => at is 8 or 13 or 18 or 23 ? c == '-' : char.IsAsciiHexDigit(c);
}
