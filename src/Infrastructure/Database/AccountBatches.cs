using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// Statements of several accounts in one round trip. Outside of a transaction they make one of their own: all are kept,
/// or none. Each is told its account as in <see cref="AccountDatabase"/>.
/// </summary>
internal sealed class AccountBatches(NpgsqlDataSource database, DatabaseState state)
{
    private const string LockMillisecondsInCompany = "250";

    /// <summary>The rows of each statement.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<T>>> List<T>(
        IReadOnlyList<AccountStatement> statements, CancellationToken cancellationToken)
    {
        var around = await state.AccountStatements(cancellationToken);
        var connection = await database.OpenConnectionAsync(cancellationToken);
        NpgsqlDataReader? reader = null;
        var failed = true;
        try
        {
            await using var batch = connection.CreateBatch();
            Add(batch, around.Begin);
            AddAll(batch, around, statements);
            Add(batch, around.End);
            reader = await batch.ExecuteReaderAsync(cancellationToken);
            var answers = await Read<T>(reader, statements.Count, cancellationToken);
            failed = false;
            return answers;
        }
        finally
        {
            await AccountRows.Close(reader, connection, around.Distributed, failed);
        }
    }

    /// <summary>The same within a transaction, on the connection that it has.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<T>>> List<T>(
        NpgsqlConnection connection, IReadOnlyList<AccountStatement> statements, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        AddAll(batch, await state.AccountStatements(cancellationToken), statements);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await Read<T>(reader, statements.Count, cancellationToken);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<T>>> Read<T>(
        NpgsqlDataReader reader, int statements, CancellationToken cancellationToken)
    {
        var rows = new AccountRows(reader, connection: null);
        var answers = new IReadOnlyList<T>[statements];
        for (var i = 0; i < answers.Length; i++)
        {
            // The answer about the account stands before each.
            await reader.NextResultAsync(cancellationToken);
            answers[i] = await rows.Parse<T>(cancellationToken).ToListAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }

        return answers;
    }

    private static void AddAll(NpgsqlBatch batch, AccountStatements around, IReadOnlyList<AccountStatement> statements)
    {
        foreach (var statement in statements)
        {
            var account = new NpgsqlParameter<string>("AccountId", statement.AccountId);
            if (statement.HasCompany)
                Add(batch, around.ForAccountWithin, account, new NpgsqlParameter<string>("LockTimeout", LockMillisecondsInCompany));
            else
                Add(batch, around.ForAccount, account);
            Add(batch, statement.Sql, [account.Clone(), .. statement.Values]);
        }
    }

    private static void Add(NpgsqlBatch batch, string? sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        if (sql is null)
            return;

        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(value);
        batch.BatchCommands.Add(command);
    }
}
