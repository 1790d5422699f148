using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunEvaluations.Raw;

internal sealed record NewEvaluation
{
    public required Guid EvaluationLabelId { get; init; }
    public required double Value { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public string? Comment { get; init; }
    public JsonElement? Metadata { get; init; }
    public double? Confidence { get; init; }

    public string? Refusal() => this switch
    {
        { OutputName.Length: > 1_000 } => "output_name is too long",
        { FieldPath.Length: > 1_000 } => "field_path is too long",
        { Comment.Length: > 10_000 } => "comment is too long",
        { Metadata.ValueKind: not JsonValueKind.Object } => "metadata must be an object",
        { Confidence: < 0 or > 1 } => "confidence must be from 0 to 1",
        _ => null,
    };
}

internal sealed record Evaluation
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required Guid RunId { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public required Guid EvaluationLabelId { get; init; }
    public required double Value { get; init; }
    public string? CreatedBy { get; init; }
    public Guid? CreatedByEvaluatorId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public string? UpdatedBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? UpdatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? UpdatedByEvaluatorId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Metadata { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }
}

[JsonSerializable(typeof(NewEvaluation))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(string))]
internal sealed partial class WireJson : JsonSerializerContext;
