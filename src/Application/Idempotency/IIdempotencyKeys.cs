namespace RunEvaluations.Application.Idempotency;

/// <summary>The keys under which requests were answered.</summary>
public interface IIdempotencyKeys
{
    /// <summary>
    /// Runs all that <paramref name="work"/> does, by whichever port, in one transaction, which is kept if
    /// <paramref name="keep"/> says so.
    /// </summary>
    Task<T> InTransaction<T>(Func<Task<T>> work, Predicate<T> keep, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the key for this transaction, unless it is in use. Waits for another transaction that has taken it.
    /// </summary>
    Task<KeyState> Claim(KeyClaim claim, CancellationToken cancellationToken);

    /// <summary>Keeps the answer under the key that this transaction has claimed, and removes a few expired ones.</summary>
    Task Keep(KeyClaim claim, string answer, CancellationToken cancellationToken);
}

/// <summary>What became of a claim: claimed, where it is neither in progress nor answered.</summary>
/// <param name="InProgress">Another transaction has held the key for longer than the claim waits.</param>
/// <param name="Earlier">What the key stands for already.</param>
public sealed record KeyState(bool InProgress = false, KeptAnswer? Earlier = null);

/// <summary>The answer that was kept for a request, and the fingerprint of that request.</summary>
public sealed record KeptAnswer(byte[] Fingerprint, string Answer);
