using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.ApiKeys;

public interface IApiKeyRepository
{
    /// <summary>Adds the key, or says why not: its evaluator is not usable, or the account has too many.</summary>
    Task<Result<ApiKeyView>> Create(ApiKey key, CancellationToken cancellationToken);

    Task<ApiKeyView?> Get(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Keys in the order of creation.</summary>
    Task<IReadOnlyList<ApiKeyView>> List(
        string accountId,
        bool includeRevoked,
        Guid? after,
        int limit,
        CancellationToken cancellationToken);

    /// <summary>Revokes the key if it is not revoked yet; false where the account has no such key.</summary>
    Task<bool> Revoke(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The key with this hash, good or not.</summary>
    Task<PresentedApiKey?> Find(string accountId, byte[] hash, CancellationToken cancellationToken);

    /// <summary>Keeps when the key was last used, unless a use less than a minute before is known.</summary>
    Task NoteUse(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);
}
