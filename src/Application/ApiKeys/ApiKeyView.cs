using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.ApiKeys;

/// <summary>An API key as it is read: never its secret.</summary>
public sealed record ApiKeyView
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required IReadOnlyList<Scope> Scopes { get; init; }
    public string? UserId { get; init; }
    public Guid? EvaluatorId { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To about a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A new key.</summary>
/// <param name="Key">What is stored of it.</param>
/// <param name="Secret">The key itself, this once; null where the same answer is given again.</param>
public sealed record CreatedApiKey(ApiKeyView Key, ApiKeyText? Secret);
