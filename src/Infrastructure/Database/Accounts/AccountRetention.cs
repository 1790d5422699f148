using Dapper;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>How long an account keeps its runs: for ever, unless its operator says otherwise.</summary>
/// <param name="owner">The connection string of the tables' owner, who alone may settle it.</param>
public sealed class AccountRetention(string owner)
{
    public const int MostDays = 36_500;

    /// <param name="accountId">The account.</param>
    /// <param name="days">The age at which runs are deleted, from 1 to <see cref="MostDays"/>; for ever where null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task Set(string accountId, int? days, CancellationToken cancellationToken)
    {
        const string Limit = """
            insert into account_settings (account_id, run_retention_days) values (@AccountId, @Days)
            on conflict (account_id) do update set run_retention_days = excluded.run_retention_days
            """;
        const string Lift = "delete from account_settings where account_id = @AccountId";
        await using var servers = DatabaseServers.Open(owner, "RunEvaluations accounts");
        await using var connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
        await using var transaction = await OwnerTransaction.Begin(
            connection, accountId, lockTimeout: null, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            days is null ? Lift : Limit, new { AccountId = accountId, Days = days }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The days, or null; and how many runs are older than that at this time.</summary>
    public async Task<(int? Days, long Due)> Get(
        string accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Sql = """
            select s.run_retention_days as days, (
              select count(*) from runs r
              where r.account_id = @AccountId and r.created_at < @Now - make_interval(hours => 24 * s.run_retention_days)) as due
            from account_settings s where s.account_id = @AccountId
            """;
        await using var servers = DatabaseServers.Open(owner, "RunEvaluations accounts");
        await using var connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
        await using var transaction = await OwnerTransaction.Begin(
            connection, accountId, lockTimeout: null, cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<(int?, long)>(new CommandDefinition(
            Sql, new { AccountId = accountId, Now = now }, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
