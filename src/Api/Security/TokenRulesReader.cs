using Microsoft.IdentityModel.Tokens;
using RunEvaluations.Api.Settings;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>Checks the section <c>Authentication</c>; each refusal names the setting to change.</summary>
internal sealed class TokenRulesReader(AuthenticationSettings settings, IHostEnvironment environment, string? dataDirectory)
{
    private const string DefaultAccountClaim = "account_id";
    private static readonly string[] ClaimsWithMeaning =
        ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", CallerClaims.EvaluatorClaim, CallerClaims.ScopeClaim];

    /// <exception cref="SettingException">A setting is missing, unsafe or contradicts another.</exception>
    public TokenRules Read()
    {
        var authority = Present(settings.Authority);
        var publicKeys = settings.PublicKeys is { Count: > 0 } entries ? entries : null;
        var nothingElse = authority is null && publicKeys is null;
        var developmentKey = settings.DevelopmentKey ?? (nothingElse && environment.IsDevelopment());

        if (developmentKey && !nothingElse)
            throw Refused("DevelopmentKey", "must be false where an authority or public keys are set.");
        if (authority is not null && publicKeys is not null)
            throw Refused("PublicKeys", "must be empty where 'Authentication:Authority' is set.");
        if (developmentKey)
            return FromDevelopmentKey();
        if (authority is not null)
            return FromAuthority(authority);
        if (publicKeys is not null)
            return FromPublicKeys(publicKeys);

        throw Refused("Authority", "is missing: set it, or 'Authentication:PublicKeys', or ask for "
            + "'Authentication:DevelopmentKey' by name.");
    }

    private TokenRules FromDevelopmentKey()
    {
        if (dataDirectory is null)
            throw Refused("DevelopmentKey", "needs a data directory to keep the key in.");

        // Settings first: a start that is refused leaves no key behind.
        var rules = new TokenRules
        {
            Issuer = Present(settings.Issuer) ?? AuthenticationSettings.DevelopmentName,
            Audience = Present(settings.Audience) ?? AuthenticationSettings.DevelopmentName,
            Algorithms = Algorithms([SignatureAlgorithms.Development], "with the development key"),
            AccountClaim = AccountClaim(),
            DefaultScopes = DefaultScopes(),
        };
        var secret = DevelopmentKey.ReadOrCreate(dataDirectory);
        return rules with { Keys = [VerificationKey.Hmac(secret)], DevelopmentSecret = secret };
    }

    private TokenRules FromPublicKeys(IReadOnlyList<string> entries)
    {
        var algorithms = Algorithms(SignatureAlgorithms.Asymmetric, "with public keys");
        return new TokenRules
        {
            Issuer = Required(settings.Issuer, "Issuer"),
            Audience = Required(settings.Audience, "Audience"),
            Algorithms = algorithms,
            AccountClaim = AccountClaim(),
            DefaultScopes = DefaultScopes(),
            Keys = [.. entries.SelectMany((entry, i) => UsableKeys(entry, Name($"PublicKeys:{i}"), algorithms))],
        };
    }

    private TokenRules FromAuthority(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw Refused("Authority", "must be an address that begins with https://.");
        if (address is not { UserInfo: "", Query: "", Fragment: "" })
            throw Refused("Authority", "must have no user, query or fragment.");
        if (address.Scheme == "http" && settings.RequireHttps)
            throw Refused("Authority", "must begin with https://, unless 'Authentication:RequireHttps' is false.");
        if (!MayFetch(address))
            throw Refused("Authority", "must begin with https:// in Production, except on the loopback interface.");

        return new TokenRules
        {
            Issuer = Present(settings.Issuer),
            Audience = Required(settings.Audience, "Audience"),
            Algorithms = Algorithms(SignatureAlgorithms.Asymmetric, "with an authority"),
            AccountClaim = AccountClaim(),
            DefaultScopes = DefaultScopes(),
            Authority = address,
            MayFetch = MayFetch,
        };
    }

    private bool MayFetch(Uri address) =>
        address.Scheme == "https"
        || address.Scheme == "http" && !settings.RequireHttps && (address.IsLoopback || !environment.IsProduction());

    private static IReadOnlyList<SecurityKey> UsableKeys(string entry, string setting, IReadOnlySet<string> algorithms)
    {
        if (string.IsNullOrWhiteSpace(entry))
            throw new SettingException(setting, "is empty.");

        var keys = PublicKeyReader.Read(entry, setting);
        if (!keys.All(key => algorithms.Any(algorithm => SignatureAlgorithms.Fits(key, algorithm))))
            throw new SettingException(setting, "has a key that fits none of 'Authentication:Algorithms'.");
        return keys;
    }

    private HashSet<string> Algorithms(IReadOnlyList<string> allowed, string source)
    {
        if (settings.Algorithms is not { Count: > 0 } asked)
            return [.. allowed];

        if (!asked.All(allowed.Contains))
            throw Refused("Algorithms", $"may name only these {source}: {string.Join(", ", allowed)}.");
        return [.. asked];
    }

    private string AccountClaim()
    {
        var name = Present(settings.AccountClaim) ?? DefaultAccountClaim;
        if (ClaimsWithMeaning.Contains(name))
            throw Refused("AccountClaim", "names a claim that already means something else.");
        return name;
    }

    private ScopeSet DefaultScopes()
    {
        if (settings.DefaultScopes is not { Count: > 0 } names)
            return ScopeSet.All;
        if (!names.All(ScopeNames.All.ContainsKey))
            throw Refused("DefaultScopes", $"may name only these: {ScopeNames.Words}.");
        return ScopeSet.Of(ScopeNames.Known(names));
    }

    private static string Required(string? value, string name) =>
        Present(value) ?? throw Refused(name, "is missing: every token is checked against it.");

    private static string? Present(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string Name(string setting) => $"{AuthenticationSettings.Section}:{setting}";

    private static SettingException Refused(string setting, string reason) => new(Name(setting), reason);
}
