using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Labels;

/// <summary>An evaluation label as it is read.</summary>
public sealed record LabelView
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required EvaluationValueType ValueType { get; init; }
    public double? MinValue { get; init; }
    public double? MaxValue { get; init; }
    public IReadOnlyList<string>? Categories { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? UpdatedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>What each whole value means, from 0 on; of scores nothing.</summary>
    public IReadOnlyList<string> CategoryNames() => ValueType switch
    {
        EvaluationValueType.Binary => ["no", "yes"],
        EvaluationValueType.Continuous => [],
        _ => Categories!,
    };

    public ValueConstraint ToConstraint() => new(ValueType, MinValue, MaxValue, Categories);
}
