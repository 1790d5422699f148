using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>A key that signs test tokens, with its public half in both spellings.</summary>
internal sealed record Signer(string Algorithm, Func<byte[], byte[]> Sign, string Pem, JsonObject Jwk)
{
    public string Jwks => $$"""{"keys":[{{Jwk.ToJsonString()}}]}""";

    public Signer Named(string keyId)
    {
        var jwk = Jwk.DeepClone().AsObject();
        jwk["kid"] = keyId;
        return this with { Jwk = jwk };
    }

    /// <summary>A new key for an algorithm such as ES256.</summary>
    public static Signer For(string algorithm) => algorithm[..2] switch
    {
        "ES" => ForEllipticCurve(algorithm),
        _ => ForRsa(algorithm, RSA.Create(2048)),
    };

    public static Signer ForRsa(string algorithm, RSA rsa)
    {
        var padding = algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new Signer(
            algorithm,
            data => rsa.SignData(data, Hash(algorithm), padding),
            rsa.ExportSubjectPublicKeyInfoPem(),
            new JsonObject
            {
                ["kty"] = "RSA",
                ["n"] = Base64Url.EncodeToString(numbers.Modulus),
                ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            });
    }

    private static Signer ForEllipticCurve(string algorithm)
    {
        var (curve, name) = algorithm switch
        {
            "ES256" => (ECCurve.NamedCurves.nistP256, "P-256"),
            "ES384" => (ECCurve.NamedCurves.nistP384, "P-384"),
            _ => (ECCurve.NamedCurves.nistP521, "P-521"),
        };
        var ec = ECDsa.Create(curve);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        return new Signer(
            algorithm,
            data => ec.SignData(data, Hash(algorithm)),
            ec.ExportSubjectPublicKeyInfoPem(),
            new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = name,
                ["x"] = Base64Url.EncodeToString(point.X),
                ["y"] = Base64Url.EncodeToString(point.Y),
            });
    }

    private static HashAlgorithmName Hash(string algorithm) => new($"SHA{algorithm[2..]}");
}
