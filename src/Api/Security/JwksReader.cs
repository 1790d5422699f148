using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace RunEvaluations.Api.Security;

/// <summary>Reads a JWKS document (RFC 7517): a set of keys, or a single one.</summary>
internal static class JwksReader
{
    private static readonly string[] SecretMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Every key of the set; the first one that is of no use here refuses the whole.</summary>
    public static IReadOnlyList<JsonWebKey> Read(string json) => [.. Members(json).Select(Key)];

    /// <summary>The keys that are of use here: an authority's set may hold others, such as keys to encrypt with.</summary>
    public static IReadOnlyList<JsonWebKey> ReadUsable(string json) => [.. Members(json).SelectMany(Usable)];

    private static List<JsonElement> Members(string json)
    {
        try
        {
            var root = JsonElement.Parse(json, Strict);
            if (root.ValueKind is not JsonValueKind.Object)
                throw new KeyRefusedException("is not a JWKS document.");
            if (!root.TryGetProperty("keys", out var keys))
                return [root];
            if (keys.ValueKind is not JsonValueKind.Array)
                throw new KeyRefusedException("has 'keys' that are not an array.");
            return [.. keys.EnumerateArray()];
        }
        catch (JsonException)
        {
            throw new KeyRefusedException("is not a valid JSON document.");
        }
    }

    private static JsonWebKey[] Usable(JsonElement key)
    {
        try
        {
            return [Key(key)];
        }
        catch (KeyRefusedException)
        {
            return [];
        }
    }

    private static JsonWebKey Key(JsonElement key)
    {
        if (key.ValueKind is not JsonValueKind.Object)
            throw new KeyRefusedException("has a key that is not an object.");

        var type = Text(key, "kty");
        if (type is not ("RSA" or "EC"))
            throw new KeyRefusedException("has a key of another 'kty' than RSA and EC.");
        if (SecretMembers.Any(name => key.TryGetProperty(name, out _)))
            throw new KeyRefusedException("holds a private key; give the public one alone.");
        if (Text(key, "use") is not (null or "sig") || !MayVerify(key))
            throw new KeyRefusedException("has a key that is not meant for signatures.");

        return type is "RSA"
            ? VerificationKey.Rsa(
                new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }, Text(key, "kid"), Text(key, "alg"))
            : VerificationKey.EllipticCurve(
                Text(key, "crv") ?? "", Bytes(key, "x"), Bytes(key, "y"), Text(key, "kid"), Text(key, "alg"));
    }

    private static bool MayVerify(JsonElement key) =>
        !key.TryGetProperty("key_ops", out var uses)
        || uses.ValueKind is JsonValueKind.Array && uses.EnumerateArray().Any(use => IsText(use) && use.ValueEquals("verify"));

    private static string? Text(JsonElement key, string name)
    {
        if (!key.TryGetProperty(name, out var value))
            return null;
        if (!IsText(value))
            throw new KeyRefusedException($"has a key whose '{name}' is not a string.");

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new KeyRefusedException($"has a key whose '{name}' is not valid text.");
        }
    }

    private static byte[] Bytes(JsonElement key, string name)
    {
        var text = Text(key, name);
        if (text is null || !StrictBase64Url.TryDecode(text, out var bytes))
            throw new KeyRefusedException($"has a key whose '{name}' is not base64url.");
        return bytes;
    }

    private static bool IsText(JsonElement value) => value.ValueKind is JsonValueKind.String;
}
