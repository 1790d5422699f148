using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>
/// Deletes what has had its day, of all accounts: runs that are older than their account keeps them, and expired
/// idempotency keys. In small batches, each a transaction of its own, with a rest after each that is as long as
/// the work was. It may be interrupted at any time, and run beside others.
/// </summary>
/// <param name="owner">The connection string of the tables' owner, who alone may delete.</param>
/// <param name="time">The clock that ages are told by.</param>
public sealed class AccountCleanUp(string owner, TimeProvider time)
{
    // The bytes of "clean_up".
    private const long Lock = 0x636C65616E5F7570;

    private const int MostKeys = 1_000;
    private const int MostRuns = 500;
    private const int FirstRuns = 16;
    private const int MostRefusals = 3;

    /// <summary>How long a batch should take: whoever waits for one of its runs waits that long.</summary>
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(100);

    /// <param name="progress">Told after each batch what was deleted of which account so far.</param>
    /// <param name="cancellationToken">Ends it; what was deleted so far stays deleted.</param>
    /// <returns>What was deleted, or null where another clean-up is under way.</returns>
    /// <exception cref="StartupException">The role may not do it.</exception>
    public async Task<CleanedUp?> Run(Action<string, CleanedUp> progress, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(owner) { Pooling = true, MinPoolSize = 0, MaxPoolSize = 1 };
        await using var servers = DatabaseServers.Open(settings.ConnectionString, "RunEvaluations clean-up");
        await using var connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
        await CheckRole(connection, cancellationToken);
        if (!await Ask<bool>(connection, "select pg_try_advisory_lock(@Lock)", new { Lock }, cancellationToken))
            return null;
        try
        {
            var all = CleanedUp.Nothing;
            foreach (var account in await Accounts(connection, cancellationToken))
                all += await CleanUp(connection, account, so => progress(account.Id, so), cancellationToken);
            return all;
        }
        finally
        {
            // A pooler between here and the server may keep the session, whose the lock is.
            if (connection.State == System.Data.ConnectionState.Open)
                await Ask<bool>(connection, "select pg_advisory_unlock(@Lock)", new { Lock }, CancellationToken.None);
        }
    }

    private static async Task CheckRole(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // A table that got another owner after the migration is not shown to that one: nothing would be found to delete.
        const string Sql = """
            select case
              when not bool_and(pg_has_role(c.relowner, 'usage')) then 'is not the tables'' owner'
              when not bool_and(not row_security_active(c.oid) or exists (
                select from pg_policy p, unnest(p.polroles) role
                where p.polrelid = c.oid and p.polname = 'clean_up' and pg_has_role(role, 'usage')))
                then 'became the tables'' owner later: as it, alter policy clean_up on account_settings to current_user, '
                  || 'and the same on idempotency_keys'
            end
            from pg_class c where c.oid in ('account_settings'::regclass, 'idempotency_keys'::regclass)
            """;
        if (await Ask<string?>(connection, Sql, null, cancellationToken) is { } fault)
            throw new StartupException($"Nothing is cleaned up: the role {fault}.");
    }

    private async Task<IEnumerable<Due>> Accounts(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            select d.account_id as id, max(d.days) as days, bool_or(d.days is null) as has_expired_keys
            from (
              select account_id, run_retention_days as days from account_settings
              union all
              select account_id, null from idempotency_keys where expires_at <= @At group by account_id
            ) d
            group by d.account_id
            order by d.account_id
            """;
        return await connection.QueryAsync<Due>(new CommandDefinition(
            Sql, new { At = time.GetUtcNow() }, commandTimeout: 0, cancellationToken: cancellationToken));
    }

    private async Task<CleanedUp> CleanUp(
        NpgsqlConnection connection, Due account, Action<CleanedUp> progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = CleanedUp.Nothing;
        if (account.Days is { } days)
            await InBatches(FirstRuns, MostRuns, most =>
                OldRuns.Delete(connection, account.Id, now.AddDays(-days), most, cancellationToken));
        if (account.HasExpiredKeys)
            await InBatches(MostKeys, MostKeys, most =>
                ExpiredKeys.Delete(connection, account.Id, now, most, cancellationToken));
        return all;

        async Task InBatches(int first, int largest, Func<int, Task<CleanedUp>> delete)
        {
            for (var (most, refusals) = (first, 0); refusals < MostRefusals;)
            {
                var began = time.GetTimestamp();
                try
                {
                    var deleted = await delete(most);
                    if (deleted == CleanedUp.Nothing)
                        return;
                    all += deleted;
                    refusals = 0;
                    progress(all);
                }
                catch (PostgresException e) when (
                    e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
                {
                    refusals++;
                }

                var took = time.GetElapsedTime(began);
                most = Math.Clamp((int)(most * Math.Min(2, Aim / took)), 1, largest);
                await Task.Delay(took, time, cancellationToken);
            }

            all = all with { Left = true };
        }
    }

    private static async Task<T?> Ask<T>(
        NpgsqlConnection connection, string sql, object? values, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));

    private sealed record Due
    {
        public required string Id { get; init; }

        /// <summary>How long the account keeps its runs; for ever where null.</summary>
        public int? Days { get; init; }

        public bool HasExpiredKeys { get; init; }
    }
}
