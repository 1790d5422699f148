using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.ApiKeys;

/// <summary>
/// An API key as its holder has it: <c>rek_</c>, 256 random bits, a dot, the account's id, both in base64url. The account
/// is in it because nothing is looked up without one. There is one spelling of each key.
/// </summary>
public sealed class ApiKeyText
{
    /// <summary>What every key begins with, and no token.</summary>
    public const string Start = "rek_";

    /// <summary>How much of a key is shown in lists: 48 of its 256 random bits.</summary>
    public const int PrefixLength = 12;

    private const int RandomBytes = 32;
    private const int RandomCharacters = 43;
    private const int SeparatorAt = 4 + RandomCharacters;
    private const int MaximumLength = SeparatorAt + 1 + (OpaqueId.MaximumLength * 4 * 8 / 6) + 1;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly string text;

    private ApiKeyText(string text, string accountId) => (this.text, AccountId) = (text, accountId);

    public string AccountId { get; }

    public string Prefix => text[..PrefixLength];

    /// <summary>
    /// What is kept, and looked up. A plain SHA-256 will do where a password would need a slow hash: 256 random bits
    /// cannot be guessed.
    /// </summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    public static ApiKeyText New(string accountId)
    {
        var random = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var account = Base64Url.EncodeToString(StrictUtf8.GetBytes(accountId));
        return new ApiKeyText($"{Start}{random}.{account}", accountId);
    }

    /// <summary>Null where the text has not the form of a key.</summary>
    public static ApiKeyText? Read(string text)
    {
        if (text.Length is <= SeparatorAt or > MaximumLength || text[SeparatorAt] != '.')
            return null;
        if (!text.StartsWith(Start, StringComparison.Ordinal) || Decode(text.AsSpan()[4..SeparatorAt]) is null)
            return null;
        return AccountOf(text.AsSpan()[(SeparatorAt + 1)..]) is { } account ? new ApiKeyText(text, account) : null;
    }

    /// <summary>All of it: for the answer to whoever has asked for the key, and nobody else.</summary>
    public string Reveal() => text;

    /// <summary>Safe to log.</summary>
    public override string ToString() => $"{Prefix}…";

    private static string? AccountOf(ReadOnlySpan<char> part)
    {
        try
        {
            var account = Decode(part) is { } bytes ? StrictUtf8.GetString(bytes) : "";
            return OpaqueId.IsValid(account) ? account : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Null for a spelling that encoding does not give: padding, blanks, stray bits at the end.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> part)
    {
        if (!Base64Url.IsValid(part))
            return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return part.SequenceEqual(Base64Url.EncodeToString(bytes)) ? bytes : null;
    }
}
