using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// Statements of several accounts in one round trip. Outside of a transaction they make one of their own: all are kept,
/// or none. Each is told its account as in <see cref="AccountDatabase"/>.
/// </summary>
internal sealed class AccountBatches(NpgsqlDataSource database, DatabaseLimits limits)
{
    private const int LockMillisecondsInCompany = 250;

    private readonly string forAccount =
        $"select set_config('run_evaluations.account_id', @AccountId, true),\n  {limits.TransactionSettings}";

    private readonly string forAccountInCompany = $"""
        select set_config('run_evaluations.account_id', @AccountId, true),
          {limits.TransactionSettings},
          set_config('lock_timeout', '{LockMillisecondsInCompany}', true)
        """;

    /// <summary>The rows of each statement.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<T>>> List<T>(
        IReadOnlyList<AccountStatement> statements, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        return await List<T>(connection, owned: true, statements, cancellationToken);
    }

    /// <summary>The same on a connection that somebody else gives back.</summary>
    public Task<IReadOnlyList<IReadOnlyList<T>>> List<T>(
        NpgsqlConnection connection, IReadOnlyList<AccountStatement> statements, CancellationToken cancellationToken) =>
        List<T>(connection, owned: false, statements, cancellationToken);

    private async Task<IReadOnlyList<IReadOnlyList<T>>> List<T>(
        NpgsqlConnection connection,
        bool owned,
        IReadOnlyList<AccountStatement> statements,
        CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        foreach (var statement in statements)
            Add(batch, statement);

        NpgsqlDataReader? reader = null;
        var failed = true;
        try
        {
            reader = await batch.ExecuteReaderAsync(cancellationToken);
            var answers = new IReadOnlyList<T>[statements.Count];
            for (var i = 0; i < answers.Length; i++)
            {
                // The answer about the account stands before each.
                await reader.NextResultAsync(cancellationToken);
                answers[i] = await new AccountRows(reader, connection: null).Parse<T>(cancellationToken).ToListAsync(cancellationToken);
                await reader.NextResultAsync(cancellationToken);
            }

            failed = false;
            return answers;
        }
        finally
        {
            await AccountRows.Close(reader, owned ? connection : null, failed);
        }
    }

    private void Add(NpgsqlBatch batch, AccountStatement statement)
    {
        var account = batch.CreateBatchCommand();
        account.CommandText = statement.HasCompany ? forAccountInCompany : forAccount;
        account.Parameters.Add(Account(statement));
        batch.BatchCommands.Add(account);

        var command = batch.CreateBatchCommand();
        command.CommandText = statement.Sql;
        command.Parameters.Add(Account(statement));
        foreach (var value in statement.Values)
            command.Parameters.Add(value);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<string> Account(AccountStatement statement) =>
        new("AccountId", statement.AccountId);
}
