using RunEvaluations.Application.Idempotency;

namespace RunEvaluations.Application.Tests;

/// <summary>Keys as a test sets them up, and what becomes of them.</summary>
internal sealed class KeysInMemory : IIdempotencyKeys
{
    public Dictionary<string, KeptAnswer> Kept { get; } = [];

    public List<KeyClaim> Claims { get; } = [];

    public bool Busy { get; set; }

    public int KeptTransactions { get; private set; }

    public async Task<T> InTransaction<T>(Func<Task<T>> work, Predicate<T> keep, CancellationToken cancellationToken)
    {
        var outcome = await work();
        KeptTransactions += keep(outcome) ? 1 : 0;
        return outcome;
    }

    public Task<KeyState> Claim(KeyClaim claim, CancellationToken cancellationToken)
    {
        Claims.Add(claim);
        return Task.FromResult(new KeyState(Busy, Kept.GetValueOrDefault(Convert.ToHexString(claim.KeyHash))));
    }

    public Task Keep(KeyClaim claim, string answer, CancellationToken cancellationToken)
    {
        Kept[Convert.ToHexString(claim.KeyHash)] = new KeptAnswer(claim.Fingerprint, answer);
        return Task.CompletedTask;
    }
}
