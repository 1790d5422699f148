using System.Buffers.Text;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Base64url without padding, in the one spelling that encoding gives (RFC 7515, section 2): no blank, and no stray
/// bits in the last character, so that no token has a second spelling.
/// </summary>
internal static class StrictBase64Url
{
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.IsEmpty || !Base64Url.IsValid(text))
            return false;

        bytes = Base64Url.DecodeFromChars(text);
        return text.SequenceEqual(Base64Url.EncodeToString(bytes));
    }
}
