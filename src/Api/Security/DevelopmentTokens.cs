using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Settings;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>Signs tokens with the development key.</summary>
internal sealed class DevelopmentTokens(TokenRules rules, TimeProvider time)
{
    private readonly byte[] secret = rules.DevelopmentSecret ?? throw new SettingException(
        $"{AuthenticationSettings.Section}:DevelopmentKey", "is not in use: tokens come from elsewhere.");

    /// <summary>Tokens signed with the key of this data directory, which is made where it is missing.</summary>
    /// <exception cref="SettingException">Tokens come from elsewhere, or the key cannot be used.</exception>
    public static DevelopmentTokens Open(
        AuthenticationSettings settings, IHostEnvironment environment, string dataDirectory, TimeProvider time)
    {
        // Whoever asks for a token of the development key by name need not ask for the key as well.
        var asked = settings with { DevelopmentKey = settings.DevelopmentKey ?? true };
        return new DevelopmentTokens(new TokenRulesReader(asked, environment, dataDirectory).Read(), time);
    }

    /// <param name="accountId">See <see cref="OpaqueId"/>, as for the user.</param>
    /// <param name="userId">May be null where an evaluator is named.</param>
    /// <param name="evaluatorId">With it, the evaluator is the caller.</param>
    /// <param name="lifetime">A second or more.</param>
    /// <param name="scopes">What it may be used for; without them, whatever the service's default is.</param>
    /// <exception cref="ArgumentException">The token would not be accepted.</exception>
    public string Sign(
        string accountId, string? userId, Guid? evaluatorId, TimeSpan lifetime, IReadOnlyList<Scope>? scopes = null)
    {
        RequireId(accountId, nameof(accountId));
        if (userId is not null || evaluatorId is null)
            RequireId(userId, nameof(userId));
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));

        var now = time.GetUtcNow();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, DateTimeOffset.MaxValue - now);

        var claims = new JsonObject
        {
            ["iss"] = rules.Issuer,
            ["aud"] = rules.Audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            [rules.AccountClaim] = accountId,
        };
        if (userId is not null)
            claims["sub"] = userId;
        if (evaluatorId is not null)
            claims[CallerClaims.EvaluatorClaim] = evaluatorId.Value.ToString("D");
        if (scopes is not null)
            claims[CallerClaims.ScopeClaim] = string.Join(' ', scopes.Select(ScopeNames.Of));

        return Sign(new JsonObject { ["alg"] = SignatureAlgorithms.Development, ["typ"] = "JWT" }, claims);
    }

    private string Sign(JsonObject header, JsonObject claims)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        var signature = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static void RequireId(string? id, string parameter)
    {
        if (id is null || !OpaqueId.IsValid(id))
            throw new ArgumentException($"must be {OpaqueId.Rule}.", parameter);
    }
}
