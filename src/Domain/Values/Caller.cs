namespace RunEvaluations.Domain.Values;

/// <summary>
/// On whose behalf a request is made: an account, and in it either a user or an evaluator. It comes from the
/// credential, never from a body. Account and user ids are opaque: they are compared, never parsed.
/// </summary>
public sealed record Caller
{
    private Caller(string accountId, string? userId, Guid? evaluatorId) =>
        (AccountId, UserId, EvaluatorId) = (accountId, userId, evaluatorId);

    public string AccountId { get; }

    /// <summary>The user, or null where an evaluator calls.</summary>
    public string? UserId { get; }

    /// <summary>The evaluator, or null where a user calls.</summary>
    public Guid? EvaluatorId { get; }

    /// <summary>What the credential may be used for; everything, where it does not say.</summary>
    public ScopeSet Scopes { get; init; } = ScopeSet.All;

    public static Caller User(string accountId, string userId) => new(accountId, userId, null);

    public static Caller Evaluator(string accountId, Guid evaluatorId) => new(accountId, null, evaluatorId);
}
