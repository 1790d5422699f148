using System.Text.Json.Serialization;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Evaluations;

/// <summary>A judgment to record. Its author is whoever the credential names.</summary>
public record CreateEvaluationRequest
{
    /// <summary>The label that says what is judged and what the value may be.</summary>
    public required Guid EvaluationLabelId { get; init; }

    /// <summary>
    /// The judgment: 0 or 1 for a binary label, a number within the bounds for a continuous one, the zero-based index
    /// of the category for a categorical or ordinal one.
    /// </summary>
    public required double Value { get; init; }

    /// <summary>The key of the run's outputs that is judged; absent for the run as a whole. At most 1,000 characters.</summary>
    public string? OutputName { get; init; }

    /// <summary>The path inside that output; absent for the output as a whole. At most 1,000 characters.</summary>
    public string? FieldPath { get; init; }

    /// <summary>A remark for people, at most 10,000 characters. Fixed once recorded.</summary>
    public string? Comment { get; init; }

    /// <summary>A JSON object of at most 16 KiB that comes back as it was sent. Fixed once recorded.</summary>
    public JsonObjectText? Metadata { get; init; }

    /// <summary>How sure the author is, from 0 to 1. Fixed once recorded.</summary>
    public double? Confidence { get; init; }
}

/// <summary>The one thing about an evaluation that can change.</summary>
public sealed record UpdateEvaluationRequest
{
    /// <summary>The corrected value, under the same rules as the first.</summary>
    public required double Value { get; init; }

    /// <summary>Why, for the history; at most 1,000 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>An evaluation of a run.</summary>
public sealed record EvaluationResponse
{
    /// <summary>Unique identifier for the run evaluation: a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>ID of the account that owns this evaluation.</summary>
    public required string AccountId { get; init; }

    /// <summary>ID of the run being evaluated.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Name of the output being evaluated.</summary>
    public string? OutputName { get; init; }

    /// <summary>JSON path to the specific field being evaluated.</summary>
    public string? FieldPath { get; init; }

    /// <summary>ID of the evaluation label used.</summary>
    public required Guid EvaluationLabelId { get; init; }

    /// <summary>The evaluation value.</summary>
    public required double Value { get; init; }

    /// <summary>ID of the user who created the evaluation; null where an evaluator did.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>ID of the evaluator that created this evaluation; null where a user did.</summary>
    public Guid? CreatedByEvaluatorId { get; init; }

    /// <summary>When the evaluation was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>ID of the user who last updated the evaluation; null until then, and where an evaluator did.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>When the evaluation was last updated; absent until then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>ID of the evaluator that last updated the evaluation; absent unless one did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? UpdatedByEvaluatorId { get; init; }

    /// <summary>The author's remark; absent unless given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; init; }

    /// <summary>What the author attached, as it was sent; absent unless given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObjectText? Metadata { get; init; }

    /// <summary>How sure the author is, from 0 to 1; absent unless given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }
}

/// <summary>An entry in the history of an evaluation. It is never altered.</summary>
public sealed record EvaluationEntryResponse
{
    /// <summary>1 for the creation, and one more with each entry.</summary>
    public required int Version { get; init; }

    /// <summary>What was done.</summary>
    public required EvaluationAction Action { get; init; }

    /// <summary>The value from then on; for a retraction the one that was taken back.</summary>
    public required double Value { get; init; }

    /// <summary>ID of the user who did it; null where an evaluator did.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>ID of the evaluator that did it; null where a user did.</summary>
    public Guid? CreatedByEvaluatorId { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why; absent unless given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The hash of the entry before, in hexadecimal digits; null for the first.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>SHA-256 over the entry and the hash of the one before, in hexadecimal digits; see docs/promises.md.</summary>
    public required string Hash { get; init; }
}
