namespace RunEvaluations.Api.Security;

/// <summary>When a token is valid; the clocks may differ by <see cref="TokenRules.ClockSkew"/>.</summary>
internal readonly record struct TokenLifetime(DateTimeOffset Expires, DateTimeOffset? NotBefore, DateTimeOffset? IssuedAt)
{
    /// <summary>Why the token is not valid at this time, or null where it is.</summary>
    public TokenRefusedException? Fault(DateTimeOffset now)
    {
        if (now - TokenRules.ClockSkew >= Expires)
            return new TokenRefusedException("The token has expired.", TokenRefusedException.Expired);
        if (now + TokenRules.ClockSkew < NotBefore)
            return new TokenRefusedException("The token is not valid yet: its 'nbf' is in the future.");
        if (now + TokenRules.ClockSkew < IssuedAt)
            return new TokenRefusedException("The token's 'iat' is in the future.");
        return null;
    }
}
