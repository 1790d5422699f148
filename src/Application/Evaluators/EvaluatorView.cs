using RunEvaluations.Domain.Evaluators;

namespace RunEvaluations.Application.Evaluators;

/// <summary>An evaluator as it is read.</summary>
public sealed record EvaluatorView
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required EvaluatorKind Kind { get; init; }

    /// <summary>The labels that it fills, in the order of their creation.</summary>
    public required IReadOnlyList<Guid> EvaluationLabelIds { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? UpdatedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? ArchivedAt { get; init; }
}
