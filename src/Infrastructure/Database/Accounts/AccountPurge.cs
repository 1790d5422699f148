using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>
/// Deletes all that belongs to an account, in batches that are kept one by one: a large account neither fills the disk
/// with one transaction nor holds up what others write, and a purge that was interrupted is finished by the next one.
/// </summary>
/// <param name="owner">The connection string of the tables' owner, who alone may delete.</param>
public sealed class AccountPurge(string owner)
{
    private const int Batch = 10_000;
    private const int MostPasses = 10;

    /// <summary>How many rows of which table were deleted.</summary>
    /// <exception cref="StartupException">The account is being written to all the while.</exception>
    public async Task<IReadOnlyDictionary<string, long>> Run(string accountId, CancellationToken cancellationToken)
    {
        await using var servers = DatabaseServers.Open(owner, "RunEvaluations accounts");
        await using var connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
        // What refers to others goes first.
        var tables = (await AccountTable.All(connection, cancellationToken)).Reverse().ToList();
        var deleted = tables.ToDictionary(table => table.Name, _ => 0L);
        for (var pass = 0; pass < MostPasses; pass++)
            if (await IsEmptied(connection, accountId, deleted, cancellationToken))
                return deleted;
        throw new StartupException(
            "The account is still being written to: revoke its credentials, and purge it again.");
    }

    /// <summary>False where there was something to delete, or something came in between.</summary>
    private static async Task<bool> IsEmptied(
        NpgsqlConnection connection,
        string accountId,
        Dictionary<string, long> deleted,
        CancellationToken cancellationToken)
    {
        var before = deleted.Values.Sum();
        try
        {
            foreach (var table in deleted.Keys)
                deleted[table] += await Empty(connection, table, accountId, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return false;
        }

        return deleted.Values.Sum() == before;
    }

    private static async Task<long> Empty(
        NpgsqlConnection connection, string table, string accountId, CancellationToken cancellationToken)
    {
        var sql = $"""
            delete from {table} t
            where t.account_id = @AccountId and t.ctid = any (array(
              select b.ctid from {table} b where b.account_id = @AccountId limit {Batch}))
            """;
        var (all, last) = (0L, 0L);
        do
        {
            await using var transaction = await OwnerTransaction.Begin(
                connection, accountId, lockTimeout: null, cancellationToken);
            last = await connection.ExecuteAsync(new CommandDefinition(
                sql, new { AccountId = accountId }, commandTimeout: 0, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            all += last;
        }
        while (last == Batch);
        return all;
    }
}
