using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Checks a token in the order in which it may be told why it is refused: its shape, its signature, its issuer and
/// audience, its lifetime, its account. The library checks signature, issuer and audience, with keys that fit the
/// algorithm and nothing else; the rest is checked here.
/// </summary>
internal sealed class StrictTokenValidator(TokenRules rules, TokenMemory memory, TimeProvider time) : ISecurityTokenValidator
{
    private readonly JwtSecurityTokenHandler library = new() { MapInboundClaims = false };

    public bool CanValidateToken => true;

    public int MaximumTokenSizeInBytes { get; set; } = StrictJwt.MaximumLength;

    /// <summary>Everything, so that what cannot be read is refused with a reason.</summary>
    public bool CanReadToken(string securityToken) => true;

    /// <param name="securityToken">The token.</param>
    /// <param name="validationParameters">Holds the authority's issuer and keys, where there is an authority.</param>
    /// <param name="validatedToken">The token, as the library sees it.</param>
    /// <exception cref="TokenRefusedException">Whatever is wrong; nothing else is thrown.</exception>
    public ClaimsPrincipal ValidateToken(
        string securityToken, TokenValidationParameters validationParameters, out SecurityToken validatedToken)
    {
        try
        {
            var token = StrictJwt.Read(securityToken, rules.Algorithms);
            library.ValidateToken(securityToken, Parameters(token, validationParameters), out validatedToken);
            var caller = CallerClaims.Read(token.Claims.All, rules.AccountClaim, rules.DefaultScopes);
            memory.Keep(securityToken, new RememberedToken(caller, token.Claims.Lifetime, validatedToken.SigningKey));
            return new ClaimsPrincipal(new CallerIdentity(caller, "token"));
        }
        catch (Exception e) when (e is not TokenRefusedException)
        {
            // The library's own message may hold parts of the token: it goes no further, not even to the log.
            throw new TokenRefusedException(Reason(e));
        }
    }

    private TokenValidationParameters Parameters(StrictJwt token, TokenValidationParameters authority)
    {
        var keys = (rules.Authority is null ? rules.Keys : authority.IssuerSigningKeys)
            .Where(key => SignatureAlgorithms.Fits(key, token.Header.Algorithm) && IsNamed(key, token.Header.KeyId))
            .ToList();

        return new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, _, _) => keys,
            RequireSignedTokens = true,
            ValidateIssuer = true,
            ValidIssuer = rules.Issuer ?? authority.ValidIssuers.Single(),
            ValidateAudience = true,
            RequireAudience = true,
            ValidAudience = rules.Audience,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            ClockSkew = TokenRules.ClockSkew,
            LifetimeValidator = (_, _, _, _) =>
                token.Claims.Lifetime.Fault(time.GetUtcNow()) is { } fault ? throw fault : true,
        };
    }

    /// <summary>A key without an id, as PEM gives it, may have signed any token; so may any key one that names none.</summary>
    private static bool IsNamed(SecurityKey key, string? keyId) =>
        keyId is null || string.IsNullOrEmpty(key.KeyId) || key.KeyId == keyId;

    private static string Reason(Exception e) => e switch
    {
        SecurityTokenInvalidIssuerException => "The token's 'iss' is not the issuer that is trusted here.",
        SecurityTokenInvalidAudienceException => "The token's 'aud' does not name this service.",
        SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException =>
            "The token's signature does not fit.",
        _ => "The token is not a valid one.",
    };
}
