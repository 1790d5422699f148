using System.Text.Json;

namespace RunEvaluations.Api.Security;

/// <summary>The payload of a token, whose registered claims (RFC 7519, section 4.1) have the types they must have.</summary>
internal sealed record StrictJwtClaims(JsonElement All, TokenLifetime Lifetime)
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static StrictJwtClaims Read(JsonElement payload)
    {
        RequireText(payload, "iss");
        RequireAudience(payload);
        StrictText.Read(payload, "sub");
        StrictText.Read(payload, "jti");

        return new StrictJwtClaims(
            All: payload,
            new TokenLifetime(
                Expires: Time(payload, "exp") ?? throw new TokenRefusedException("The token must have an 'exp'."),
                NotBefore: Time(payload, "nbf"),
                IssuedAt: Time(payload, "iat")));
    }

    private static void RequireText(JsonElement payload, string name)
    {
        if (StrictText.Read(payload, name) is null)
            throw new TokenRefusedException($"The token must have an '{name}'.");
    }

    private static void RequireAudience(JsonElement payload)
    {
        if (!payload.TryGetProperty("aud", out var audience))
            throw new TokenRefusedException("The token must have an 'aud'.");

        if (audience.ValueKind is not JsonValueKind.Array)
        {
            StrictText.Text(audience, "aud");
            return;
        }

        foreach (var one in audience.EnumerateArray())
            StrictText.Text(one, "aud");
    }

    private static DateTimeOffset? Time(JsonElement payload, string name)
    {
        if (!payload.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind is not JsonValueKind.Number)
            throw new TokenRefusedException($"The token's '{name}' must be a number.");
        if (!value.TryGetDouble(out var seconds) || !(seconds >= First && seconds <= Last))
            throw new TokenRefusedException($"The token's '{name}' is out of range.");
        return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
    }
}
