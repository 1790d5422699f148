using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.ApiKeys;

/// <summary>What is stored about a key that somebody has presented; it is found only by the right secret.</summary>
public sealed record PresentedApiKey
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public string? UserId { get; init; }
    public Guid? EvaluatorId { get; init; }
    public bool EvaluatorArchived { get; init; }
    public required IReadOnlyList<Scope> Scopes { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>On whose behalf the key calls at this moment, or why it is refused.</summary>
    public Result<Caller> Admit(DateTimeOffset now)
    {
        if (RevokedAt is not null)
            return ApiKeyErrors.Revoked;
        if (ExpiresAt <= now)
            return ApiKeyErrors.Expired;
        if (EvaluatorArchived)
            return ApiKeyErrors.OfArchivedEvaluator;

        var caller = EvaluatorId is { } id ? Caller.Evaluator(AccountId, id) : Caller.User(AccountId, UserId!);
        return caller with { Scopes = ScopeSet.Of(Scopes) };
    }
}
