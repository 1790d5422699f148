using System.Threading.RateLimiting;

namespace RunEvaluations.Api.Limits;

/// <summary>
/// What each account may take of this instance: a bucket of requests that refills, and places at the database, so that
/// one account cannot take all connections. Both forget an account that has been idle for some seconds.
/// </summary>
internal sealed class AccountLimits(LimitSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>A list of so many pieces is not a long one.</summary>
    public const int ShortPieces = 4;

    private readonly PartitionedRateLimiter<string>? requests =
        settings.RequestsPerSecond == 0 ? null : Requests(settings);

    private readonly PartitionedRateLimiter<string> places =
        Concurrency(settings.ConcurrentRequests, settings.WaitingRequests);

    private readonly PartitionedRateLimiter<string> longPlaces =
        Concurrency(settings.ConcurrentStatistics, settings.WaitingRequests);

    /// <summary>For requests that share statements: as many as may have a place or wait for one.</summary>
    private readonly PartitionedRateLimiter<string> sharing =
        Concurrency(settings.ConcurrentRequests + settings.WaitingRequests, waiting: 0);

    /// <summary>For half of the processors; no more wait than have places.</summary>
    private readonly PartitionedRateLimiter<string> turns =
        Concurrency(Math.Max(1, Environment.ProcessorCount / 2), int.MaxValue);

    private readonly RecentAccounts recent = new(time);

    /// <summary>Whether the account may make one more request now.</summary>
    public bool Admits(string account)
    {
        if (requests is null)
            return true;
        using var permit = requests.AttemptAcquire(account);
        return permit.IsAcquired;
    }

    /// <summary>A place at the database, to be disposed of; it is waited for in the order of asking.</summary>
    /// <exception cref="TooManyRequestsException">Too many wait already.</exception>
    public Task<IDisposable> TakePlace(string account, CancellationToken cancellationToken) =>
        Take(places, account, cancellationToken);

    /// <summary>The same for a request that takes long, which needs one of either kind.</summary>
    /// <exception cref="TooManyRequestsException">Too many wait already.</exception>
    public Task<IDisposable> TakeLongPlace(string account, CancellationToken cancellationToken) =>
        Take(longPlaces, account, cancellationToken);

    /// <summary>A part in statements that requests of the account share, to be disposed of.</summary>
    /// <exception cref="TooManyRequestsException">Too many share already.</exception>
    public IDisposable Share(string account)
    {
        recent.Saw(account);
        var part = sharing.AttemptAcquire(account);
        return part.IsAcquired ? part : throw new TooManyRequestsException();
    }

    /// <summary>Whether the account keeps requests waiting for a place while others are served.</summary>
    public bool IsCrowding(string account) =>
        recent.AnyBut(account) && places.GetStatistics(account) is { CurrentQueuedCount: > 0 };

    /// <summary>
    /// A turn at a piece of a long list, or at a request of an account that crowds; to be disposed of after it. An account
    /// that is alone has it at once.
    /// </summary>
    public async Task<Turn> TakeTurn(string account, CancellationToken cancellationToken)
    {
        var permit = recent.AnyBut(account) ? await turns.AcquireAsync(account, permitCount: 1, cancellationToken) : null;
        return new(permit, time);
    }

    /// <summary>
    /// Whether a list has to rest after a piece: others are served meanwhile, and it is a long one, or not the only one of
    /// its account.
    /// </summary>
    /// <param name="account">Whose list it is.</param>
    /// <param name="pieces">How many pieces it has had.</param>
    public bool NeedsRest(string account, int pieces) =>
        recent.AnyBut(account) && (pieces > ShortPieces || turns.GetStatistics(account) is { CurrentQueuedCount: > 0 });

    public void Dispose()
    {
        requests?.Dispose();
        places.Dispose();
        longPlaces.Dispose();
        sharing.Dispose();
        turns.Dispose();
    }

    private async Task<IDisposable> Take(
        PartitionedRateLimiter<string> from, string account, CancellationToken cancellationToken)
    {
        recent.Saw(account);
        var place = await from.AcquireAsync(account, permitCount: 1, cancellationToken);
        return place.IsAcquired ? place : throw new TooManyRequestsException();
    }

    private static PartitionedRateLimiter<string> Concurrency(int most, int waiting) =>
        PartitionedRateLimiter.Create<string, string>(
            account => RateLimitPartition.GetConcurrencyLimiter(account, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = most,
                QueueLimit = waiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));

    /// <summary>The bucket is filled ten times a second, or less often where that would be less than one request.</summary>
    private static PartitionedRateLimiter<string> Requests(LimitSettings settings)
    {
        var refill = Math.Max(1, settings.RequestsPerSecond / 10);
        return PartitionedRateLimiter.Create<string, string>(
            account => RateLimitPartition.GetTokenBucketLimiter(account, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.Quota,
                TokensPerPeriod = refill,
                ReplenishmentPeriod = TimeSpan.FromSeconds((double)refill / settings.RequestsPerSecond),
                QueueLimit = 0,
            }));
    }
}
