using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>What a write found out about its target.</summary>
internal sealed record TargetRow
{
    /// <summary>Of the evaluation among those that were to be recorded together, from 1.</summary>
    public long Position { get; init; }
    public bool Found { get; init; }
    public Guid? LabelId { get; init; }
    public string? LabelName { get; init; }
    public string? ValueType { get; init; }
    public double? MinValue { get; init; }
    public double? MaxValue { get; init; }
    public string[]? Categories { get; init; }
    public bool Archived { get; init; }
    public bool MayUse { get; init; }
    public bool Retracted { get; init; }
    public string? OtherVersion { get; init; }

    public EvaluationTarget ToTarget() =>
        new(Found, ToLabel(), MayUse) { Retracted = Retracted, OtherVersion = OtherVersion };

    private EvaluationLabel? ToLabel()
    {
        if (LabelId is not { } id)
            return null;
        var type = StoredNames.Read<EvaluationValueType>(ValueType!);
        return new EvaluationLabel(id, LabelName!, new ValueConstraint(type, MinValue, MaxValue, Categories), Archived);
    }
}
