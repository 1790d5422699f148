using System.Text.Json;

namespace RunEvaluations.Api.Security;

/// <summary>The header of a token: its algorithm, and the id of its key where it names one.</summary>
internal sealed record StrictJwtHeader(string Algorithm, string? KeyId)
{
    /// <summary>Each would change how the token is read, or let it bring its own key.</summary>
    private static readonly string[] Refused = ["crit", "cty", "jku", "jwk", "x5u", "x5c", "zip", "enc", "b64"];

    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    public static StrictJwtHeader Read(JsonElement header, IReadOnlySet<string> algorithms)
    {
        if (Refused.FirstOrDefault(name => header.TryGetProperty(name, out _)) is { } refused)
            throw new TokenRefusedException($"The token's header must not have '{refused}'.");

        if (StrictText.Read(header, "typ") is { } type && !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw new TokenRefusedException("The token's 'typ' must be JWT or at+jwt.");

        var algorithm = StrictText.Read(header, "alg");
        if (algorithm is null || !algorithms.Contains(algorithm))
            throw new TokenRefusedException("The token's 'alg' is not one that is allowed here.");

        return new StrictJwtHeader(algorithm, StrictText.Read(header, "kid"));
    }
}
