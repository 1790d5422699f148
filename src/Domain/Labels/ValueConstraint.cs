using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Labels;

/// <summary>
/// What a value may be. It is fixed when the label is made, so that no stored evaluation ever stops fitting its label.
/// </summary>
/// <param name="Type">The kind of value.</param>
/// <param name="MinValue">The lowest value of a continuous label, inclusive; null for every other type.</param>
/// <param name="MaxValue">The highest value of a continuous label, inclusive; null for every other type.</param>
/// <param name="Categories">The categories of a categorical or ordinal label; null for every other type.</param>
public sealed record ValueConstraint(
    EvaluationValueType Type,
    double? MinValue = null,
    double? MaxValue = null,
    IReadOnlyList<string>? Categories = null)
{
    public const int MinCategories = 2;
    public const int MaxCategories = 100;
    public const int MaxCategoryLength = 200;

    public double Lowest => Type is EvaluationValueType.Continuous ? MinValue!.Value : 0;

    public double Highest => Type switch
    {
        EvaluationValueType.Continuous => MaxValue!.Value,
        EvaluationValueType.Binary => 1,
        _ => Categories!.Count - 1,
    };

    /// <summary>Whether the value is allowed. The statements that write a value ask the same of the database.</summary>
    public bool Permits(double value) =>
        value >= Lowest && value <= Highest && (Type is EvaluationValueType.Continuous || double.IsInteger(value));

    /// <summary>Whether it allows the same values, and they mean the same.</summary>
    public bool IsSameAs(ValueConstraint other) =>
        (Type, MinValue, MaxValue) == (other.Type, other.MinValue, other.MaxValue)
        && (Categories ?? []).SequenceEqual(other.Categories ?? [], StringComparer.Ordinal);

    /// <summary>What is wrong with the constraint, by field: each type demands and allows exactly its own fields.</summary>
    public IEnumerable<(string Field, string Reason)> Faults()
    {
        var continuous = Type is EvaluationValueType.Continuous;
        foreach (var (field, bound) in new[] { ("min_value", MinValue), ("max_value", MaxValue) })
        {
            if (continuous && bound is null)
                yield return (field, "is required for a continuous label");
            if (continuous && bound is { } number && !double.IsFinite(number))
                yield return (field, "must be a finite number");
            if (!continuous && bound is not null)
                yield return (field, "is only allowed for a continuous label");
        }

        if (continuous && MinValue >= MaxValue)
            yield return ("min_value", "must be less than max_value");

        foreach (var reason in CategoryFaults())
            yield return ("categories", reason);
    }

    private IEnumerable<string> CategoryFaults()
    {
        if (Type is EvaluationValueType.Binary or EvaluationValueType.Continuous)
            return Categories is null ? [] : ["are only allowed for a categorical or ordinal label"];
        if (Categories is null)
            return ["are required for a categorical or ordinal label"];
        if (Categories.Count is < MinCategories or > MaxCategories)
            return [$"must number {MinCategories} to {MaxCategories}"];
        if (Categories.Any(string.IsNullOrWhiteSpace))
            return ["must not be blank"];
        if (!Categories.All(TextRules.IsStorable))
            return [TextRules.NotStorable];
        if (Categories.Any(c => !c.FitsIn(MaxCategoryLength)))
            return [$"must have at most {MaxCategoryLength} characters each"];
        return Categories.Distinct(StringComparer.Ordinal).Count() < Categories.Count ? ["must be distinct"] : [];
    }
}
