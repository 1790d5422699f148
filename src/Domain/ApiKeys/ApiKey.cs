using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.ApiKeys;

/// <summary>A credential for a program: for whom it speaks, and what it may be used for. It holds no secret.</summary>
public sealed record ApiKey
{
    /// <summary>How many keys of an account may be neither revoked nor expired.</summary>
    public const int MaxLive = 1_000;

    public required Guid Id { get; init; }

    /// <summary>Who made it; its account is the key's.</summary>
    public required Caller CreatedBy { get; init; }

    public required string Name { get; init; }

    /// <summary>The first characters of the key, to know it by.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] Hash { get; init; }

    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>On whose behalf it calls, or null where that is an evaluator.</summary>
    public string? UserId { get; init; }

    /// <summary>On whose behalf it calls, or null where that is a user.</summary>
    public Guid? EvaluatorId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
