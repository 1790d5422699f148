using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Makes the keys that signatures are checked with. Each holds the public numbers alone, because the library would
/// prefer a certificate in <c>x5c</c>. Each has a cache of its own, because the library's shared one finds a key by its
/// id, and two keys (an old and a new one, say) may bear the same.
/// </summary>
internal static class VerificationKey
{
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 16384;

    public static SecurityKey Hmac(byte[] secret) =>
        Ready(new SymmetricSecurityKey(secret));

    public static JsonWebKey Rsa(RSAParameters numbers, string? keyId = null, string? algorithm = null)
    {
        var modulus = new BigInteger(numbers.Modulus, isUnsigned: true, isBigEndian: true);
        var exponent = new BigInteger(numbers.Exponent, isUnsigned: true, isBigEndian: true);

        if (modulus.GetBitLength() < MinimumRsaBits)
            throw new KeyRefusedException($"is an RSA key of fewer than {MinimumRsaBits} bits.");
        if (modulus.GetBitLength() > MaximumRsaBits)
            throw new KeyRefusedException($"is an RSA key of more than {MaximumRsaBits} bits.");

        // With an exponent of 1 a signature is its own message: anybody could write one.
        if (modulus.IsEven || exponent.IsEven || exponent < 3)
            throw new KeyRefusedException("is not a sound RSA key.");

        return Known(new JsonWebKey
        {
            Kty = "RSA",
            N = Encode(modulus),
            E = Encode(exponent),
        }, keyId, algorithm);
    }

    /// <exception cref="KeyRefusedException">The point is not on the curve, among others.</exception>
    public static JsonWebKey EllipticCurve(string curve, byte[] x, byte[] y, string? keyId = null, string? algorithm = null)
    {
        try
        {
            using var _ = ECDsa.Create(new ECParameters { Curve = Named(curve), Q = new ECPoint { X = x, Y = y } });
        }
        catch (CryptographicException)
        {
            throw new KeyRefusedException("is not a sound elliptic-curve key.");
        }

        return Known(new JsonWebKey
        {
            Kty = "EC",
            Crv = curve,
            X = Base64Url.EncodeToString(x),
            Y = Base64Url.EncodeToString(y),
        }, keyId, algorithm);
    }

    private static JsonWebKey Known(JsonWebKey key, string? keyId, string? algorithm)
    {
        if (keyId is not null)
            key.Kid = keyId;
        key.Alg = algorithm;
        if (algorithm is not null && !SignatureAlgorithms.Fits(key, algorithm))
            throw new KeyRefusedException("names an 'alg' that does not fit its type.");
        return Ready(key);
    }

    /// <summary>
    /// Fills the key's cache while nobody else has the key. The library lets others find what it has put into a cache
    /// before it has marked it as being there, and whoever finds it in between disposes of it when done: of the first
    /// good tokens at once, some would be refused.
    /// </summary>
    private static T Ready<T>(T key)
        where T : SecurityKey
    {
        key.CryptoProviderFactory = new CryptoProviderFactory();
        foreach (var algorithm in SignatureAlgorithms.All.Where(a => SignatureAlgorithms.Fits(key, a)))
            key.CryptoProviderFactory.CreateForVerifying(key, algorithm);
        return key;
    }

    private static ECCurve Named(string curve) => curve switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => throw new KeyRefusedException("is on another curve than P-256, P-384 and P-521."),
    };

    private static string Encode(BigInteger number) =>
        Base64Url.EncodeToString(number.ToByteArray(isUnsigned: true, isBigEndian: true));
}
