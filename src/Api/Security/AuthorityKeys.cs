using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RunEvaluations.Api.Security;

/// <summary>
/// Keeps an authority's issuer and keys. A token that names an unknown key has them fetched before it is judged, so
/// that a new key works at once, but not more often than every half minute: anybody can name an unknown key. The
/// library's own keeper refuses the first such token, and while the authority is down lets each one wait for a fetch.
/// </summary>
internal sealed class AuthorityKeys(AuthorityDocuments documents, TimeProvider time, ILogger<AuthorityKeys> log)
    : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan PauseWithoutKeys = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim fetching = new(1);
    private volatile State state = new(null, DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => GetAsync(null, cancel);

    /// <param name="keyId">The key that is needed, or null.</param>
    /// <param name="cancel">Ends the waiting, not the fetch that others wait for too.</param>
    /// <returns>What is known; it may lack the key.</returns>
    /// <exception cref="AuthorityUnavailableException">Nothing is known.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(string? keyId, CancellationToken cancel)
    {
        var seen = state;
        if (!MustFetch(seen, keyId))
            return seen.Known ?? throw new AuthorityUnavailableException(PauseWithoutKeys);

        // Nobody whose key is known waits for a fetch that another request has begun.
        var served = seen.Known is not null && Has(seen.Known, keyId);
        if (!await fetching.WaitAsync(served ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancel))
            return seen.Known!;

        try
        {
            if (MustFetch(state, keyId))
                state = await FetchAsync(state);
        }
        finally
        {
            fetching.Release();
        }

        return state.Known ?? throw new AuthorityUnavailableException(PauseWithoutKeys);
    }

    public void RequestRefresh() => state = state with { StaleAt = DateTimeOffset.MinValue };

    public void Dispose() => fetching.Dispose();

    private bool MustFetch(State now, string? keyId)
    {
        var clock = time.GetUtcNow();
        return clock >= now.NextAttempt && (now.Known is null || clock >= now.StaleAt || !Has(now.Known, keyId));
    }

    private static bool Has(OpenIdConnectConfiguration known, string? keyId) =>
        keyId is null || known.SigningKeys.Any(key => string.IsNullOrEmpty(key.KeyId) || key.KeyId == keyId);

    private async Task<State> FetchAsync(State before)
    {
        try
        {
            var known = await documents.FetchAsync();
            var now = time.GetUtcNow();
            return new State(known, StaleAt: now + Lifetime, NextAttempt: now + Pause);
        }
        catch (Exception e)
        {
            // Old keys are better than none; what went wrong is for the operator.
            log.LogWarning(e, "The keys of the authority could not be fetched");
            return before with { NextAttempt = time.GetUtcNow() + (before.Known is null ? PauseWithoutKeys : Pause) };
        }
    }

    private sealed record State(OpenIdConnectConfiguration? Known, DateTimeOffset StaleAt, DateTimeOffset NextAttempt);
}
