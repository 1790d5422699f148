using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>
/// A transaction for one account by the tables' owner, whom row-level security holds too: on the nodes of a distributed
/// database as well.
/// </summary>
internal static class OwnerTransaction
{
    /// <param name="connection">Of the owner.</param>
    /// <param name="accountId">The account whose rows it is about.</param>
    /// <param name="lockTimeout">How long each statement waits for locks, such as <c>500ms</c>; as the server says where null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<NpgsqlTransaction> Begin(
        NpgsqlConnection connection, string accountId, string? lockTimeout, CancellationToken cancellationToken)
    {
        var distributed = await Distribution.IsThere(connection, cancellationToken);
        var sql = $"select {AccountStatements.SetAccount(distributed)}";
        if (lockTimeout is not null)
            sql += $", {AccountStatements.Set("lock_timeout", "@LockTimeout", distributed)}";
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                sql, new { AccountId = accountId, LockTimeout = lockTimeout }, cancellationToken: cancellationToken));
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
