using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace RunEvaluations.Raw;

internal sealed partial class Evaluations(NpgsqlDataSource database)
{
    private static readonly string SetAccount = Statement("account", "account");
    private static readonly string ReadOne = Statement("get", "account", "run", "id");

    private static readonly string CreateOne = Statement(
        "create", "account", "run", "id", "label", "value", "output_name", "field_path", "comment", "metadata",
        "confidence", "user", "evaluator", "created_at");

    public async Task<(Evaluation Evaluation, string Tag)?> Get(
        string account, Guid run, Guid id, CancellationToken stop)
    {
        await using var batch = InAccount(account);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadOne)
        {
            Parameters = { Parameter(account), Parameter(run), Parameter(id) },
        });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.NextResultAsync(stop);
        return await reader.ReadAsync(stop) ? Read(reader, 0) : null;
    }

    public async Task<(int Status, (Evaluation Evaluation, string Tag)? Written)> Create(
        string account, string? user, Guid run, NewEvaluation evaluation, CancellationToken stop)
    {
        await using var batch = InAccount(account);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CreateOne)
        {
            Parameters =
            {
                Parameter(account),
                Parameter(run),
                Parameter(Guid.CreateVersion7()),
                Parameter(evaluation.EvaluationLabelId),
                Parameter(evaluation.Value),
                Parameter(evaluation.OutputName, NpgsqlDbType.Text),
                Parameter(evaluation.FieldPath, NpgsqlDbType.Text),
                Parameter(evaluation.Comment, NpgsqlDbType.Text),
                Parameter(evaluation.Metadata?.GetRawText(), NpgsqlDbType.Json),
                Parameter(evaluation.Confidence, NpgsqlDbType.Double),
                Parameter(user, NpgsqlDbType.Text),
                Parameter(null, NpgsqlDbType.Uuid),
                Parameter(TimeProvider.System.GetUtcNow().UtcDateTime),
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.NextResultAsync(stop);
        await reader.ReadAsync(stop);
        if (!reader.IsDBNull(Columns.Target))
            return (StatusCodes.Status201Created, Read(reader, Columns.Target));
        if (!reader.GetBoolean(0) || reader.IsDBNull(1))
            return (StatusCodes.Status404NotFound, null);
        var archived = reader.GetBoolean(Columns.Archived);
        return (archived ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity, null);
    }

    /// <summary>Both statements go in one round trip, and without a transaction around them are one themselves.</summary>
    private NpgsqlBatch InAccount(string account)
    {
        var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SetAccount) { Parameters = { Parameter(account) } });
        return batch;
    }

    private static (Evaluation Evaluation, string Tag) Read(NpgsqlDataReader row, int at) => (
        new Evaluation
        {
            Id = row.GetGuid(at),
            AccountId = row.GetString(at + 1),
            RunId = row.GetGuid(at + 2),
            OutputName = Text(row, at + 3),
            FieldPath = Text(row, at + 4),
            EvaluationLabelId = row.GetGuid(at + 5),
            Value = row.GetDouble(at + 6),
            CreatedBy = Text(row, at + 7),
            CreatedByEvaluatorId = row.IsDBNull(at + 8) ? null : row.GetGuid(at + 8),
            CreatedAt = row.GetDateTime(at + 9),
            UpdatedBy = Text(row, at + 10),
            UpdatedAt = row.IsDBNull(at + 11) ? null : row.GetDateTime(at + 11),
            UpdatedByEvaluatorId = row.IsDBNull(at + 12) ? null : row.GetGuid(at + 12),
            Comment = Text(row, at + 13),
            Metadata = Text(row, at + 14) is { } json ? System.Text.Json.JsonElement.Parse(json) : null,
            Confidence = row.IsDBNull(at + 15) ? null : row.GetDouble(at + 15),
        },
        row.GetString(at + 16));

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static NpgsqlParameter<T> Parameter<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    /// <summary>The files of bench/sql have named parameters; PostgreSQL numbers them.</summary>
    private static string Statement(string name, params string[] parameters)
    {
        using var reader = new StreamReader(typeof(Evaluations).Assembly.GetManifestResourceStream(name)!);
        var text = Comments().Replace(reader.ReadToEnd(), "");
        return Names().Replace(text, found => $"${1 + Array.IndexOf(parameters, found.Groups[1].Value)}");
    }

    [GeneratedRegex("^--.*\n", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex("(?<!:):([a-z_]+)")]
    private static partial Regex Names();

    /// <summary>Where in the answer of the create statement something is.</summary>
    private static class Columns
    {
        public const int Archived = 7;
        public const int Target = 9;
    }
}
