using Npgsql;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>Reads everything that an account has, past the service and past row-level security.</summary>
internal sealed class StoredReader(NpgsqlConnection connection, string account)
{
    public async Task<Stored> Read() => new(
        await Rows(
            "select id, metadata->>'operation' from runs where account_id = $1",
            r => new StoredRun(r.GetGuid(0), Text(r, 1))),
        await Rows(
            """
            select id, run_id, evaluation_label_id, first_value, value, version, comment, retracted_at is not null
            from run_evaluations where account_id = $1
            """,
            r => new StoredEvaluation(
                r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetDouble(3), r.GetDouble(4), r.GetInt32(5), Text(r, 6),
                r.GetBoolean(7))),
        await Rows(
            "select evaluation_id, version, action, value, reason from run_evaluation_entries where account_id = $1",
            r => new StoredEntry(r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetDouble(3), Text(r, 4))));

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private async Task<IReadOnlyList<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = account } } };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
