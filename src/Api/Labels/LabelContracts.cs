using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Api.Labels;

/// <summary>A label to define. Each value type demands and allows exactly its own constraint fields.</summary>
public sealed record CreateLabelRequest
{
    /// <summary>1 to 200 characters, not blank; unique in the account among labels that are not archived.</summary>
    public required string Name { get; init; }

    /// <summary>What is judged, and how; at most 10,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>What kind of value evaluations of this label take.</summary>
    public required EvaluationValueType ValueType { get; init; }

    /// <summary>The lowest value, inclusive: finite and less than max_value. For continuous labels, and only there.</summary>
    public double? MinValue { get; init; }

    /// <summary>The highest value, inclusive: finite. For continuous labels, and only there.</summary>
    public double? MaxValue { get; init; }

    /// <summary>
    /// 2 to 100 distinct categories of 1 to 200 characters, not blank; of an ordinal label, lowest first. For
    /// categorical and ordinal labels, and only there.
    /// </summary>
    public IReadOnlyList<string>? Categories { get; init; }
}

/// <summary>What may change of a label. Its value type and constraint are fixed.</summary>
public sealed record UpdateLabelRequest
{
    /// <summary>1 to 200 characters, not blank; unique in the account among labels that are not archived.</summary>
    public required string Name { get; init; }

    /// <summary>At most 10,000 characters; removed where absent.</summary>
    public string? Description { get; init; }
}

/// <summary>An evaluation label.</summary>
public sealed record LabelResponse
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required EvaluationValueType ValueType { get; init; }

    /// <summary>The lowest value of a continuous label, inclusive; null otherwise.</summary>
    public double? MinValue { get; init; }

    /// <summary>The highest value of a continuous label, inclusive; null otherwise.</summary>
    public double? MaxValue { get; init; }

    /// <summary>The categories of a categorical or ordinal label; null otherwise.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? UpdatedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the label was archived; null while it takes new evaluations.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
}
