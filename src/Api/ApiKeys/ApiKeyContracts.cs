using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.ApiKeys;

/// <summary>An API key to make.</summary>
public sealed record CreateApiKeyRequest
{
    /// <summary>What it is for: 1 to 200 characters, not blank. Several keys may have one name.</summary>
    public required string Name { get; init; }

    /// <summary>What it may be used for; at least one, each once.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>The user that it calls as, 1 to 128 visible characters. Where evaluator_id is absent too: whoever makes it.</summary>
    public string? User { get; init; }

    /// <summary>The evaluator that it calls as, instead of a user. It must not be archived.</summary>
    public Guid? EvaluatorId { get; init; }

    /// <summary>From when on it is refused: in the future; never where absent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>An API key, without its secret.</summary>
public record ApiKeyResponse
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }

    /// <summary>The first 12 characters of the key, to know it by.</summary>
    public required string Prefix { get; init; }

    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>The user that it calls as; null where that is an evaluator.</summary>
    public string? User { get; init; }

    /// <summary>The evaluator that it calls as; null where that is a user.</summary>
    public Guid? EvaluatorId { get; init; }

    /// <summary>The user who made it.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to about a minute; null while it has not been.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A new API key.</summary>
public sealed record CreatedApiKeyResponse : ApiKeyResponse
{
    /// <summary>The key itself. It is shown this once; null where the answer is given again.</summary>
    public string? Secret { get; init; }
}
