using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Idempotency;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>Deletes the expired idempotency keys of an account: those that no request of its own has removed.</summary>
internal static class ExpiredKeys
{
    /// <summary>As many of them at most; none that somebody else is removing or claiming.</summary>
    public static async Task<CleanedUp> Delete(
        NpgsqlConnection connection, string accountId, DateTimeOffset at, int most, CancellationToken cancellationToken)
    {
        await using var transaction = await OwnerTransaction.Begin(
            connection, accountId, lockTimeout: null, cancellationToken);
        var keys = await connection.ExecuteAsync(new CommandDefinition(
            IdempotencyKeys.RemoveExpired,
            new { AccountId = accountId, At = at, Most = most },
            commandTimeout: 0,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return CleanedUp.Nothing with { Keys = keys };
    }
}
