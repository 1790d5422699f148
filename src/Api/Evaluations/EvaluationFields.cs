using System.Text.Json;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>
/// What long answers say of an evaluation, and in which order: what <see cref="EvaluationResponse"/> is to the serializer,
/// without an object for each. A test holds the two together.
/// </summary>
internal static class EvaluationFields
{
    private static readonly Field Id = new("id");
    private static readonly Field AccountId = new("account_id");
    private static readonly Field RunId = new("run_id");
    private static readonly Field OutputName = new("output_name");
    private static readonly Field FieldPath = new("field_path");
    private static readonly Field EvaluationLabelId = new("evaluation_label_id");
    private static readonly Field Value = new("value");
    private static readonly Field CreatedBy = new("created_by");
    private static readonly Field CreatedByEvaluatorId = new("created_by_evaluator_id");
    private static readonly Field CreatedAt = new("created_at");
    private static readonly Field UpdatedBy = new("updated_by");
    private static readonly Field UpdatedAt = new("updated_at") { IsLeftOutIfNull = true };
    private static readonly Field UpdatedByEvaluatorId = new("updated_by_evaluator_id") { IsLeftOutIfNull = true };
    private static readonly Field Comment = new("comment") { IsLeftOutIfNull = true };
    private static readonly Field Metadata = new("metadata") { IsLeftOutIfNull = true };
    private static readonly Field Confidence = new("confidence") { IsLeftOutIfNull = true };

    /// <summary>In the order in which <see cref="Write"/> gives them.</summary>
    public static readonly IReadOnlyList<Field> All =
    [
        Id, AccountId, RunId, OutputName, FieldPath, EvaluationLabelId, Value, CreatedBy, CreatedByEvaluatorId, CreatedAt,
        UpdatedBy, UpdatedAt, UpdatedByEvaluatorId, Comment, Metadata, Confidence,
    ];

    /// <summary>Gives the writer each field, null or not.</summary>
    public static void Write(IEvaluationRow evaluation, IFieldWriter to)
    {
        to.Write(Id, evaluation.Id);
        to.Write(AccountId, evaluation.AccountId);
        to.Write(RunId, evaluation.RunId);
        to.Write(OutputName, evaluation.OutputName);
        to.Write(FieldPath, evaluation.FieldPath);
        to.Write(EvaluationLabelId, evaluation.EvaluationLabelId);
        to.Write(Value, evaluation.Value);
        to.Write(CreatedBy, evaluation.CreatedBy);
        to.Write(CreatedByEvaluatorId, evaluation.CreatedByEvaluatorId);
        to.Write(CreatedAt, evaluation.CreatedAt);
        to.Write(UpdatedBy, evaluation.UpdatedBy);
        to.Write(UpdatedAt, evaluation.UpdatedAt);
        to.Write(UpdatedByEvaluatorId, evaluation.UpdatedByEvaluatorId);
        to.Write(Comment, evaluation.Comment);
        to.Write(Metadata, evaluation.Metadata);
        to.Write(Confidence, evaluation.Confidence);
    }
}

internal sealed class Field(string name)
{
    public string Name => name;

    public JsonEncodedText Json { get; } = JsonEncodedText.Encode(name);

    public bool IsLeftOutIfNull { get; init; }
}

/// <summary>Takes the fields of one thing after the other.</summary>
internal interface IFieldWriter
{
    void Write(Field field, string? text);

    void Write(Field field, Guid? id);

    void Write(Field field, double? number);

    void Write(Field field, DateTimeOffset? time);

    void Write(Field field, JsonObjectText? json);
}
