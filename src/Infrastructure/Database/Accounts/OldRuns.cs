using Dapper;
using Npgsql;
using RunEvaluations.Infrastructure.Humanloop;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>
/// Deletes the runs of an account that are older than it keeps them, each whole: with its evaluations and their
/// entries, in one transaction.
/// </summary>
internal static class OldRuns
{
    /// <summary>The oldest runs, as many of them at most; none where there are none that nobody else is at work on.</summary>
    /// <exception cref="PostgresException">
    /// With <see cref="PostgresErrorCodes.LockNotAvailable"/>: somebody is at work on one of the evaluations.
    /// </exception>
    public static async Task<CleanedUp> Delete(
        NpgsqlConnection connection, string accountId, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        // Whoever writes to a run at this moment keeps it until the next time; whoever wants to from now on waits, and
        // finds it gone. Its evaluations are locked before anything is deleted, so that no change adds an entry in
        // between. Of two that wait for each other, PostgreSQL ends one after a second: this gives up before that.
        const string Lock = """
            select r.id from runs r
            where r.account_id = @AccountId and r.created_at < @Before
            order by r.created_at, r.id
            limit @Most
            for update skip locked
            """;
        const string LockEvaluations = """
            select count(*) from (
              select from run_evaluations e where e.account_id = @AccountId and e.run_id = any (@Runs) for update) locked
            """;
        const string DeleteEntries =
            "delete from run_evaluation_entries where account_id = @AccountId and run_id = any (@Runs)";
        const string DeleteEvaluations =
            "delete from run_evaluations where account_id = @AccountId and run_id = any (@Runs)";
        const string DeleteRuns = "delete from runs where account_id = @AccountId and id = any (@Runs)";

        await using var transaction = await OwnerTransaction.Begin(
            connection, accountId, lockTimeout: "500ms", cancellationToken);
        Guid[] runs = [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            Lock,
            new { AccountId = accountId, Before = before, Most = most },
            commandTimeout: 0,
            cancellationToken: cancellationToken))];
        if (runs is [])
            return CleanedUp.Nothing;

        var old = new { AccountId = accountId, Runs = runs };
        await Write(LockEvaluations, old);
        Guid[] logs = [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            LogDeletion.OfRuns, old, commandTimeout: 0, cancellationToken: cancellationToken))];
        foreach (var sql in logs is [] ? [] : LogDeletion.Statements)
            await Write(sql, LogDeletion.ValuesOf(accountId, logs));
        var entries = await Write(DeleteEntries, old);
        var evaluations = await Write(DeleteEvaluations, old);
        await Write(DeleteRuns, old);
        await transaction.CommitAsync(cancellationToken);
        return new CleanedUp(runs.Length, evaluations, entries, 0);

        // A batch takes as long as its largest run needs.
        Task<int> Write(string sql, object values) => connection.ExecuteAsync(new CommandDefinition(
            sql, values, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
