using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Evaluators;

/// <summary>Something that judges runs under a credential of its own, and the labels it may fill.</summary>
public sealed record Evaluator
{
    public const int MaxLabels = 100;

    public required Guid Id { get; init; }

    public required Caller CreatedBy { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required EvaluatorKind Kind { get; init; }

    public required IReadOnlyList<Guid> LabelIds { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
