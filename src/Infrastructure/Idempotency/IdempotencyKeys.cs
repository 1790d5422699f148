using System.Globalization;
using Npgsql;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Idempotency;

internal sealed class IdempotencyKeys(AccountDatabase database) : IIdempotencyKeys
{
    /// <summary>Removes as many expired keys of the account at most; none that somebody else is removing or claiming.</summary>
    public const string RemoveExpired = """
        delete from idempotency_keys
        where account_id = @AccountId and key_hash in (
          select e.key_hash from idempotency_keys e
          where e.account_id = @AccountId and e.expires_at <= @At
          order by e.expires_at
          limit @Most
          for update skip locked)
        """;

    private const int RemovedWithEach = 10;

    public Task<T> InTransaction<T>(Func<Task<T>> work, Predicate<T> keep, CancellationToken cancellationToken) =>
        database.InTransaction(work, keep, cancellationToken);

    public async Task<KeyState> Claim(KeyClaim claim, CancellationToken cancellationToken)
    {
        // The insert waits for a transaction that has the key. A row of another transaction is seen only with its
        // answer, so that one without is the claim itself.
        const string Sql = """
            insert into idempotency_keys as k (account_id, key_hash, fingerprint, expires_at)
            values (@AccountId, @KeyHash, @Fingerprint, @ExpiresAt)
            on conflict (account_id, key_hash) do update
            set fingerprint = excluded.fingerprint, answer = null, expires_at = excluded.expires_at
            where k.expires_at <= @At;

            select fingerprint, answer from idempotency_keys
            where account_id = @AccountId and key_hash = @KeyHash
            """;
        var values = new
        {
            claim.AccountId,
            claim.KeyHash,
            claim.Fingerprint,
            claim.At,
            claim.ExpiresAt,
            LockTimeout = claim.LongestWait.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        };
        try
        {
            var row = await database.SingleOrDefaultWithin<KeptAnswer>(Sql, values, cancellationToken);
            return row?.Answer is null ? new KeyState() : new KeyState(Earlier: row);
        }
        catch (PostgresException e) when (
            e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled)
        {
            // The server's own limit for a statement may be the shorter one.
            return new KeyState(InProgress: true);
        }
    }

    public async Task Keep(KeyClaim claim, string answer, CancellationToken cancellationToken)
    {
        // More are removed than are added, so that the expired ones of an account in use come to an end; few enough not
        // to be felt.
        const string Sql = $"""
            update idempotency_keys set answer = @Answer::json where account_id = @AccountId and key_hash = @KeyHash;

            {RemoveExpired}
            """;
        var values = new { claim.AccountId, claim.KeyHash, claim.At, Answer = answer, Most = RemovedWithEach };
        await database.Execute(Sql, values, cancellationToken);
    }
}
