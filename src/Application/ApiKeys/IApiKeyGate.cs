using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.ApiKeys;

/// <summary>Finds out on whose behalf an API key calls. It is no request: there is no caller before it.</summary>
public interface IApiKeyGate
{
    /// <summary>
    /// The caller, or why the key is refused. That it was revoked or has expired is told to the holder of the right
    /// secret alone.
    /// </summary>
    Task<Result<Caller>> Admit(string text, CancellationToken cancellationToken);
}

internal sealed class ApiKeyGate(IApiKeyRepository keys, IApiKeyUses uses, TimeProvider time) : IApiKeyGate
{
    /// <remarks>
    /// The lookup by hash takes longer the more of a stored hash a guess happens to match, and that tells nothing:
    /// nobody can choose a key by its hash.
    /// </remarks>
    public async Task<Result<Caller>> Admit(string text, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Read(text) is not { } presented)
            return ApiKeyErrors.Invalid;
        if (await keys.Find(presented.AccountId, presented.Hash, cancellationToken) is not { } key)
            return ApiKeyErrors.Invalid;

        var now = time.GetUtcNow();
        var admitted = key.Admit(now);
        if (admitted.Error is null)
            uses.Tell(key.AccountId, key.Id, now);
        return admitted;
    }
}
