using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// The one way to what belongs to accounts. Each statement goes together with the account that it is for, which
/// row-level security compares every row with: in one round trip and one transaction, with which the account is
/// forgotten again. The values of a statement therefore always hold an <c>AccountId</c>. The limits of time go the same
/// way.
/// </summary>
internal sealed class AccountDatabase(
    NpgsqlDataSource database, StandbyReads standby, AccountBatches batches, DatabaseState state)
{
    /// <summary>That of the transaction under way, if there is one; whoever began it disposes of it.</summary>
    private NpgsqlConnection? inTransaction;

    /// <summary>Whether what is done now is a part of a transaction that has more parts.</summary>
    public bool IsInTransaction => inTransaction is not null;

    /// <summary>
    /// Runs all statements of <paramref name="work"/> in one transaction, which is kept if <paramref name="keep"/> says
    /// so. Within another transaction the work is a part of that one.
    /// </summary>
    public async Task<T> InTransaction<T>(Func<Task<T>> work, Predicate<T> keep, CancellationToken cancellationToken)
    {
        if (inTransaction is not null)
            return await work();

        // Not later, where it would take a second connection.
        await state.AccountStatements(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var kept = false;
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            inTransaction = connection;
            var outcome = await work();
            if (keep(outcome))
            {
                await transaction.CommitAsync(cancellationToken);
                kept = true;
            }

            return outcome;
        }
        finally
        {
            inTransaction = null;
            // A statement may have failed. While the transaction was open this could not be done.
            if (!kept)
                await connection.ForgetPrepared();
        }
    }

    /// <summary>The number of rows that were written.</summary>
    public async Task<int> Execute(string sql, object values, CancellationToken cancellationToken)
    {
        await using var rows = await Read(sql, values, cancellationToken);
        return rows.Reader.RecordsAffected;
    }

    public async Task<T?> SingleOrDefault<T>(string sql, object values, CancellationToken cancellationToken)
    {
        await using var rows = await Read(sql, values, cancellationToken);
        return await rows.Parse<T>(cancellationToken).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>It waits for locks as many milliseconds as <c>LockTimeout</c> of the values says.</summary>
    public async Task<T?> SingleOrDefaultWithin<T>(string sql, object values, CancellationToken cancellationToken)
    {
        await using var rows = await Read(sql, values, within: true, cancellationToken);
        return await rows.Parse<T>(cancellationToken).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>A row of two things; the second begins with the column <c>id</c>, and is null where that is.</summary>
    public async Task<TResult?> SingleOrDefault<T1, T2, TResult>(
        string sql, object values, Func<T1, T2?, TResult> combine, CancellationToken cancellationToken)
        where T2 : class
        where TResult : class
    {
        await using var rows = await Read(sql, values, cancellationToken);
        return await rows.Parse(combine, cancellationToken).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<T>> List<T>(string sql, object values, CancellationToken cancellationToken)
    {
        await using var rows = await Read(sql, values, cancellationToken);
        return await rows.Parse<T>(cancellationToken).ToListAsync(cancellationToken);
    }

    /// <summary>The rows of a statement that may be sent with others.</summary>
    public async Task<IReadOnlyList<T>> List<T>(AccountStatement statement, CancellationToken cancellationToken)
    {
        var answers = inTransaction is { } connection
            ? await batches.List<T>(connection, [statement], cancellationToken)
            : await batches.List<T>([statement], cancellationToken);
        return answers[0];
    }

    /// <summary>The rows of the first statement, and after that those of the next; to be disposed of.</summary>
    public Task<AccountRows> Read(string sql, object values, CancellationToken cancellationToken) =>
        Read(sql, values, within: false, cancellationToken);

    /// <summary>The same without the row of the first statement, which makes settings for those that follow it.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="values">Their values.</param>
    /// <param name="silentSeconds">How long the database may say nothing: a sort has no row before it has all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AccountRows> ReadAfterSettings(
        string sql, object values, int? silentSeconds, CancellationToken cancellationToken)
    {
        var rows = await Read(sql, values, within: false, cancellationToken, silentSeconds);
        try
        {
            await rows.Reader.NextResultAsync(cancellationToken);
            return rows;
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    private async Task<AccountRows> Read(
        string sql, object values, bool within, CancellationToken cancellationToken, int? silentSeconds = null)
    {
        var around = await state.AccountStatements(cancellationToken);
        if (inTransaction is null && !around.Distributed
            && await standby.TryRead(sql, values, silentSeconds, cancellationToken) is { } rows)
            return rows;

        var connection = inTransaction ?? await database.OpenConnectionAsync(cancellationToken);
        // Dapper would open it again, and do the rest of a transaction outside of it.
        if (connection.State != ConnectionState.Open)
            throw new NpgsqlException("The connection of the transaction is lost.");

        var owned = inTransaction is null ? connection : null;
        var whole = around.Around(sql, within, inTransaction: owned is null);
        DbDataReader? reader = null;
        try
        {
            reader = await connection.ExecuteReaderAsync(
                new CommandDefinition(whole, values, commandTimeout: silentSeconds, cancellationToken: cancellationToken));
            await reader.NextResultAsync(cancellationToken);
            return new AccountRows(reader, owned, around.Distributed);
        }
        catch
        {
            await AccountRows.Close(reader, owned, around.Distributed, failed: true);
            throw;
        }
    }
}
