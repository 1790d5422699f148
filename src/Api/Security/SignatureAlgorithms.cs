using Microsoft.IdentityModel.Tokens;

namespace RunEvaluations.Api.Security;

/// <summary>The algorithms of RFC 7518, section 3, that are known here, and which key fits which.</summary>
internal static class SignatureAlgorithms
{
    public const string Development = "HS256";

    public static readonly IReadOnlyList<string> Asymmetric =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static readonly IReadOnlyList<string> All = [Development, .. Asymmetric];

    /// <summary>Bytes of a signature, or null where the key decides.</summary>
    public static int? SignatureLength(string algorithm) => algorithm switch
    {
        Development => 32,
        "ES256" => 64,
        "ES384" => 96,
        "ES512" => 132,
        _ => null,
    };

    public static bool Fits(SecurityKey key, string algorithm) => key switch
    {
        SymmetricSecurityKey => algorithm == Development,
        JsonWebKey jwk => (jwk.Alg ?? algorithm) == algorithm && FitsType(jwk, algorithm),
        _ => false,
    };

    private static bool FitsType(JsonWebKey key, string algorithm) => algorithm switch
    {
        "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512" => key.Kty == "RSA",
        "ES256" => key is { Kty: "EC", Crv: "P-256" },
        "ES384" => key is { Kty: "EC", Crv: "P-384" },
        "ES512" => key is { Kty: "EC", Crv: "P-521" },
        _ => false,
    };
}
