using RunEvaluations.Domain.Evaluators;

namespace RunEvaluations.Api.Evaluators;

/// <summary>An evaluator to register.</summary>
public sealed record CreateEvaluatorRequest
{
    /// <summary>1 to 200 characters, not blank; unique in the account among evaluators that are not archived.</summary>
    public required string Name { get; init; }

    /// <summary>At most 10,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>What judges. Fixed once registered.</summary>
    public required EvaluatorKind Kind { get; init; }

    /// <summary>The labels that it fills, 1 to 100: an evaluation of any other label by it is refused.</summary>
    public required IReadOnlyList<Guid> EvaluationLabelIds { get; init; }
}

/// <summary>What may change of an evaluator.</summary>
public sealed record UpdateEvaluatorRequest
{
    /// <summary>1 to 200 characters, not blank; unique in the account among evaluators that are not archived.</summary>
    public required string Name { get; init; }

    /// <summary>At most 10,000 characters; removed where absent.</summary>
    public string? Description { get; init; }

    /// <summary>The labels that it fills from now on, 1 to 100. Those that it fills already may be archived.</summary>
    public required IReadOnlyList<Guid> EvaluationLabelIds { get; init; }
}

/// <summary>An evaluator.</summary>
public sealed record EvaluatorResponse
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required EvaluatorKind Kind { get; init; }

    /// <summary>The labels that it fills, oldest first.</summary>
    public required IReadOnlyList<Guid> EvaluationLabelIds { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? UpdatedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the evaluator was archived; null while its credential is good.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
}
