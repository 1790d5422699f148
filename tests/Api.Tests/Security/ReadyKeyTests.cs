using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>The first tokens come to a service all at once.</summary>
public sealed class ReadyKeyTests
{
    [Fact]
    public void A_key_has_what_checks_signatures_before_the_first_token()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;

        Assert.True(IsReady<SymmetricSignatureProvider>(VerificationKey.Hmac(new byte[32]), "HS256"));
        Assert.True(IsReady<AsymmetricSignatureProvider>(
            VerificationKey.Rsa(rsa.ExportParameters(includePrivateParameters: false)), "RS256", "PS512"));
        Assert.True(IsReady<AsymmetricSignatureProvider>(
            VerificationKey.EllipticCurve("P-256", point.X!, point.Y!), "ES256"));
    }

    /// <summary>What the library does that makes it necessary; when this fails, it no longer is.</summary>
    [Fact]
    public void One_that_is_found_before_it_is_marked_as_shared_is_disposed_of_under_the_others()
    {
        var key = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32))
        {
            CryptoProviderFactory = new CryptoProviderFactory(),
        };
        var library = new JwtSecurityTokenHandler();
        var token = library.CreateEncodedJwt(new SecurityTokenDescriptor
        {
            SigningCredentials = new SigningCredentials(key, "HS256"),
        });
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        key.CryptoProviderFactory.CreateForVerifying(key, "HS256").CryptoProviderCache = null;

        library.ValidateToken(token, parameters, out SecurityToken _);

        Assert.ThrowsAny<SecurityTokenInvalidSignatureException>(
            () => library.ValidateToken(token, parameters, out SecurityToken _));
    }

    private static bool IsReady<TProvider>(SecurityKey key, params string[] algorithms) => algorithms.All(algorithm =>
        key.CryptoProviderFactory.CryptoProviderCache.TryGetSignatureProvider(
            key, algorithm, typeof(TProvider).ToString(), willCreateSignatures: false, out var found)
        && found.CryptoProviderCache is not null);
}
