namespace RunEvaluations.Api.Security;

/// <summary>
/// The section <c>Authentication</c>: whose tokens are trusted. Exactly one source: an OIDC authority, public keys, or
/// the development key.
/// </summary>
public sealed record AuthenticationSettings
{
    public const string Section = "Authentication";

    /// <summary>The issuer and the audience of tokens signed with the development key, unless set otherwise.</summary>
    public const string DevelopmentName = "run-evaluations";

    /// <summary>Address of an OIDC authority; its discovery document names the issuer and the keys.</summary>
    public string? Authority { get; init; }

    /// <summary>Required, except with the development key.</summary>
    public string? Audience { get; init; }

    /// <summary>Required with public keys. With an authority: only where it differs from the discovery document.</summary>
    public string? Issuer { get; init; }

    /// <summary>False allows an authority on plain http; in Production on the loopback interface alone.</summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>Each one is PEM or a JWKS document, as text or as the path of a file.</summary>
    public IReadOnlyList<string>? PublicKeys { get; init; }

    /// <summary>Default: every asymmetric algorithm of RFC 7518, or HS256 with the development key.</summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    public string? AccountClaim { get; init; }

    /// <summary>The scopes of a token that has no claim <c>scope</c>. Default: all of them.</summary>
    public IReadOnlyList<string>? DefaultScopes { get; init; }

    /// <summary>Default: true in Development where neither an authority nor a public key is set, false otherwise.</summary>
    public bool? DevelopmentKey { get; init; }
}
