using System.Text.Json;
using RunEvaluations.Api.Input;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>Reads from the claims of a token whose signature fits on whose behalf it speaks.</summary>
internal static class CallerClaims
{
    public const string EvaluatorClaim = "evaluator_id";
    public const string ScopeClaim = "scope";

    /// <summary>With an evaluator named, the evaluator is the caller, whoever the <c>sub</c> is.</summary>
    public static Caller Read(JsonElement claims, string accountClaim, ScopeSet defaultScopes) =>
        Holder(claims, accountClaim) with { Scopes = Scopes(claims) ?? defaultScopes };

    private static Caller Holder(JsonElement claims, string accountClaim)
    {
        var account = Id(claims, accountClaim)
            ?? throw new TokenRefusedException($"The token must name an account, in the claim '{accountClaim}'.");

        if (StrictText.Read(claims, EvaluatorClaim) is { } evaluator)
            return Caller.Evaluator(account, EvaluatorId(evaluator));

        return Caller.User(account, Id(claims, "sub")
            ?? throw new TokenRefusedException($"The token must name a user, in 'sub', or an evaluator, in '{EvaluatorClaim}'."));
    }

    /// <summary>
    /// Names with spaces between them (RFC 8693, section 4.2), or a list of names, as some issuers write it. Names that
    /// mean nothing here are for others.
    /// </summary>
    private static ScopeSet? Scopes(JsonElement claims)
    {
        if (!claims.TryGetProperty(ScopeClaim, out var claim))
            return null;

        var names = claim.ValueKind is JsonValueKind.Array
            ? claim.EnumerateArray().Select(name => StrictText.Text(name, ScopeClaim))
            : StrictText.Text(claim, ScopeClaim).Split(' ');
        return ScopeSet.Of(ScopeNames.Known(names));
    }

    private static string? Id(JsonElement claims, string name)
    {
        var id = StrictText.Read(claims, name);
        if (id is not null && !OpaqueId.IsValid(id))
            throw new TokenRefusedException($"The token's '{name}' must be {OpaqueId.Rule}.");
        return id;
    }

    private static Guid EvaluatorId(string text) =>
        UuidText.TryParse(text, out var id)
            ? id
            : throw new TokenRefusedException($"The token's '{EvaluatorClaim}' must be a UUID of 36 characters.");
}
