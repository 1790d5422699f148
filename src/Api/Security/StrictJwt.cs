using System.Text.Json;
using System.Text.Unicode;

namespace RunEvaluations.Api.Security;

/// <summary>
/// A token in the compact serialisation (RFC 7515, section 3.1) whose shape is sound; its signature is not checked yet.
/// Stricter than the library, which takes a repeated member, a number as a string, an unknown <c>crit</c> and more.
/// </summary>
internal sealed record StrictJwt(StrictJwtHeader Header, StrictJwtClaims Claims)
{
    public const int MaximumLength = 8 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="TokenRefusedException">The shape is not sound.</exception>
    public static StrictJwt Read(string token, IReadOnlySet<string> algorithms)
    {
        if (token.Length > MaximumLength)
            throw new TokenRefusedException($"The token is longer than {MaximumLength} characters.");
        if (token.Split('.') is not [var head, var payload, var tail])
            throw new TokenRefusedException("The token must have three parts: it must be a signed JWT.");

        var header = StrictJwtHeader.Read(JsonObject(head, "header"), algorithms);
        var signature = Bytes(tail, "signature");
        if ((SignatureAlgorithms.SignatureLength(header.Algorithm) ?? signature.Length) != signature.Length)
            throw new TokenRefusedException("The token's signature has the wrong length.");

        return new StrictJwt(header, StrictJwtClaims.Read(JsonObject(payload, "payload")));
    }

    private static JsonElement JsonObject(string part, string name)
    {
        var bytes = Bytes(part, name);
        try
        {
            if (Utf8.IsValid(bytes) && JsonElement.Parse(bytes, Strict) is { ValueKind: JsonValueKind.Object } read)
                return read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The answer is the same as for JSON that is no object.
        }

        throw new TokenRefusedException($"The token's {name} must be a JSON object in which no member is given twice.");
    }

    private static byte[] Bytes(string part, string name) =>
        StrictBase64Url.TryDecode(part, out var bytes)
            ? bytes
            : throw new TokenRefusedException($"The token's {name} must be base64url without padding.");
}
