using System.Text.Json.Serialization;
using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Evaluations;

/// <summary>A judgment to record, of a run that it names. Its author is whoever the credential names.</summary>
public sealed record CreateEvaluationOfRunRequest : CreateEvaluationRequest
{
    /// <summary>The run that is judged.</summary>
    public required Guid RunId { get; init; }
}

/// <summary>What became of a batch.</summary>
internal sealed record EvaluationBatchResponse
{
    /// <summary>How many evaluations were recorded.</summary>
    public required int Created { get; init; }

    /// <summary>How many were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>What became of each, in the order of the batch.</summary>
    public required IReadOnlyList<EvaluationBatchItemResponse> Results { get; init; }
}

/// <summary>What became of one evaluation of a batch.</summary>
internal sealed record EvaluationBatchItemResponse
{
    /// <summary>Its place in the batch, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The status that it would have been answered with alone: 201 where it was recorded.</summary>
    public required int Status { get; init; }

    /// <summary>ID of the evaluation that was recorded; absent where it was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Id { get; init; }

    /// <summary>The ETag of the evaluation that was recorded; absent where it was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Etag { get; init; }

    /// <summary>Why it was refused, as it would have been alone; absent where it was recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorResponse? Error { get; init; }
}
