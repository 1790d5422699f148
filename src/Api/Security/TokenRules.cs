using Microsoft.IdentityModel.Tokens;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Security;

/// <summary>What a token must be, once the settings have been found sound.</summary>
internal sealed record TokenRules
{
    /// <summary>A clock may be off by this much, either way.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Null where the authority's discovery document names it.</summary>
    public required string? Issuer { get; init; }

    public required string Audience { get; init; }

    public required IReadOnlySet<string> Algorithms { get; init; }

    public required string AccountClaim { get; init; }

    /// <summary>The scopes of a token that has no claim <c>scope</c>.</summary>
    public required ScopeSet DefaultScopes { get; init; }

    /// <summary>Where the issuer and the keys come from, or null where the keys are known.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Whether an address of the authority may be fetched; its documents may name others.</summary>
    public Func<Uri, bool> MayFetch { get; init; } = _ => false;

    public IReadOnlyList<SecurityKey> Keys { get; init; } = [];

    /// <summary>The secret that development tokens are signed with, where they are accepted.</summary>
    public byte[]? DevelopmentSecret { get; init; }
}
