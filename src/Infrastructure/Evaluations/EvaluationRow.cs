using System.Data.Common;
using Dapper;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>The row that a reader stands at. Its columns are read without Dapper, which would box each of them.</summary>
/// <param name="reader">Of a statement that selects <see cref="Columns"/> or <see cref="ColumnsAsOf"/>.</param>
/// <param name="accountId">Whose rows they are: it need not be read again with each.</param>
internal sealed class EvaluationRow(DbDataReader reader, string accountId) : IEvaluationRow
{
    /// <summary>
    /// The columns, in the order in which they are numbered below: that in which they are told, since a reader finds the
    /// next column sooner than one that it has passed.
    /// </summary>
    public const string Columns = """
        e.id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, e.value, e.created_by,
        e.created_by_evaluator_id, e.created_at, e.updated_by, e.updated_at, e.updated_by_evaluator_id, e.comment,
        e.metadata, e.confidence, e.version, e.hash
        """;

    /// <summary>The same as they were, from <see cref="EvaluationRepository.Entries"/>.</summary>
    public const string ColumnsAsOf = """
        e.id, e.run_id, e.output_name, e.field_path, e.evaluation_label_id, coalesce(h.value, e.first_value), e.created_by,
        e.created_by_evaluator_id, e.created_at, h.created_by, h.created_at, h.created_by_evaluator_id, e.comment,
        e.metadata, e.confidence, coalesce(h.version, 1), coalesce(h.hash, f.previous_hash, e.hash)
        """;

    private readonly DbDataReader row = reader is IWrappedDataReader { Reader: DbDataReader inner } ? inner : reader;

    public Guid Id => row.GetGuid(0);

    public string AccountId => accountId;

    public Guid RunId => row.GetGuid(1);

    public string? OutputName => Text(2);

    public string? FieldPath => Text(3);

    public Guid EvaluationLabelId => row.GetGuid(4);

    public double Value => row.GetDouble(5);

    public string? CreatedBy => Text(6);

    public Guid? CreatedByEvaluatorId => Uuid(7);

    public DateTimeOffset CreatedAt => new(row.GetDateTime(8));

    public string? UpdatedBy => Text(9);

    public DateTimeOffset? UpdatedAt => row.IsDBNull(10) ? null : new DateTimeOffset(row.GetDateTime(10));

    public Guid? UpdatedByEvaluatorId => Uuid(11);

    public string? Comment => Text(12);

    public JsonObjectText? Metadata => row.IsDBNull(13) ? null : new JsonObjectText(row.GetString(13));

    public double? Confidence => row.IsDBNull(14) ? null : row.GetDouble(14);

    public EvaluationView ToView() => new()
    {
        Id = Id,
        AccountId = AccountId,
        RunId = RunId,
        OutputName = OutputName,
        FieldPath = FieldPath,
        EvaluationLabelId = EvaluationLabelId,
        Value = Value,
        CreatedBy = CreatedBy,
        CreatedByEvaluatorId = CreatedByEvaluatorId,
        CreatedAt = CreatedAt,
        UpdatedBy = UpdatedBy,
        UpdatedByEvaluatorId = UpdatedByEvaluatorId,
        UpdatedAt = UpdatedAt,
        Comment = Comment,
        Metadata = Metadata,
        Confidence = Confidence,
        Version = row.GetInt32(15),
        Tag = EvaluationView.TagOf(row.GetInt32(15), row.GetFieldValue<byte[]>(16)),
    };

    private string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private Guid? Uuid(int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
