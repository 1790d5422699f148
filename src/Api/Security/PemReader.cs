using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RunEvaluations.Api.Security;

/// <summary>Reads public keys from PEM text (RFC 7468): one block or several.</summary>
internal static class PemReader
{
    public static IReadOnlyList<JsonWebKey> Read(string text)
    {
        var keys = new List<JsonWebKey>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var block))
        {
            var bytes = Convert.FromBase64String(rest[block.Base64Data].ToString());
            keys.Add(Key(rest[block.Label], bytes));
            rest = rest[block.Location.End..];
        }

        // A block that is cut short is not found at all: it must not be passed over in silence.
        if (keys.Count == 0 || rest.Contains("-----BEGIN", StringComparison.Ordinal))
            throw new KeyRefusedException("is not valid PEM.");
        return keys;
    }

    private static JsonWebKey Key(ReadOnlySpan<char> label, byte[] bytes)
    {
        if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            throw new KeyRefusedException("holds a private key; give the public one alone.");

        try
        {
            return label switch
            {
                "RSA PUBLIC KEY" => Rsa(rsa => rsa.ImportRSAPublicKey(bytes, out _)),
                "PUBLIC KEY" when IsRsa(bytes) => Rsa(rsa => rsa.ImportSubjectPublicKeyInfo(bytes, out _)),
                "PUBLIC KEY" => EllipticCurve(bytes),
                _ => throw new KeyRefusedException("is PEM of another kind than PUBLIC KEY and RSA PUBLIC KEY."),
            };
        }
        catch (CryptographicException)
        {
            throw new KeyRefusedException("is neither an RSA nor an elliptic-curve public key.");
        }
    }

    private static bool IsRsa(byte[] bytes)
    {
        const string Rsa = "1.2.840.113549.1.1.1";
        return PublicKeyAlgorithm(bytes) == Rsa;
    }

    private static string? PublicKeyAlgorithm(byte[] bytes) =>
        System.Security.Cryptography.X509Certificates.PublicKey.CreateFromSubjectPublicKeyInfo(bytes, out _).Oid.Value;

    private static JsonWebKey Rsa(Action<RSA> import)
    {
        using var rsa = RSA.Create();
        import(rsa);
        return VerificationKey.Rsa(rsa.ExportParameters(includePrivateParameters: false));
    }

    private static JsonWebKey EllipticCurve(byte[] bytes)
    {
        using var ec = ECDsa.Create();
        ec.ImportSubjectPublicKeyInfo(bytes, out _);
        var numbers = ec.ExportParameters(includePrivateParameters: false);
        return VerificationKey.EllipticCurve(CurveName(numbers.Curve.Oid.Value), numbers.Q.X!, numbers.Q.Y!);
    }

    private static string CurveName(string? oid) => oid switch
    {
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        _ => "",
    };
}
