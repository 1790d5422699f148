using System.Data;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>
/// Writes all that belongs to an account, as of one moment, a JSON object a line: a line that says what follows, a line
/// for each row, and a line with the numbers of rows, without which the export is not whole.
/// </summary>
/// <param name="owner">The connection string of the tables' owner.</param>
public sealed class AccountExport(string owner)
{
    /// <summary>Answers that are kept for a day, so that requests can be repeated: what they tell of is in other tables.</summary>
    private static readonly string[] LeftOutTables = ["idempotency_keys"];

    private static readonly string[] LeftOutColumns = ["secret_hash"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The number of rows that were written.</summary>
    public async Task<long> Write(string accountId, TextWriter output, CancellationToken cancellationToken)
    {
        await using var servers = DatabaseServers.Open(owner, "RunEvaluations accounts");
        await using var connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
        var distributed = await Distribution.IsThere(connection, cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellationToken);
        var at = await Prepare(connection, accountId, distributed, cancellationToken);
        var tables = (await AccountTable.All(connection, cancellationToken))
            .Where(table => !LeftOutTables.Contains(table.Name))
            .ToList();

        var names = tables.Select(table => table.Name);
        await WriteLine(output, new { format = "run-evaluations-account", version = 1, account_id = accountId, at, tables = names });
        var rows = new Dictionary<string, long>();
        foreach (var table in tables)
            rows[table.Name] = await Write(connection, table, accountId, output, cancellationToken);
        await WriteLine(output, new { end = true, rows });
        await output.FlushAsync(cancellationToken);
        return rows.Values.Sum();
    }

    /// <summary>The moment of the snapshot, and everything that the statements after this one rely on.</summary>
    private static async Task<string?> Prepare(
        NpgsqlConnection connection, string accountId, bool distributed, CancellationToken cancellationToken)
    {
        // The first is what takes the time zone to the nodes of a distributed database, and the last statement has the one
        // that the account is on take its snapshot too.
        var sql = $$"""
            set local citus.propagate_set_commands = 'local';
            set transaction read only;
            set local timezone = 'UTC';
            select to_json(now()) #>> '{}', {{AccountStatements.SetAccount(distributed)}};
            select exists (select from runs where account_id = @AccountId)
            """;
        return await connection.ExecuteScalarAsync<string>(
            new CommandDefinition(sql, new { AccountId = accountId }, cancellationToken: cancellationToken));
    }

    private static async Task<long> Write(
        NpgsqlConnection connection,
        AccountTable table,
        string accountId,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        var columns = table.Columns.Except(LeftOutColumns);
        var sql = $"""
            select row_to_json(r)::text from (
              select {string.Join(", ", columns)} from {table.Name}
              where account_id = @AccountId
              order by {string.Join(", ", table.Key)}
            ) r
            """;
        await using DbDataReader reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            sql, new { AccountId = accountId }, commandTimeout: 0, cancellationToken: cancellationToken));
        var rows = 0L;
        for (; await reader.ReadAsync(cancellationToken); rows++)
            await output.WriteAsync($"{{\"table\":\"{table.Name}\",\"row\":{reader.GetString(0)}}}\n");
        return rows;
    }

    private static Task WriteLine<T>(TextWriter output, T line) =>
        output.WriteAsync(JsonSerializer.Serialize(line, Plain) + "\n");
}
