using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>How a comparison is to be made.</summary>
/// <param name="ValueType">The value type of the label; a categorical one cannot be compared.</param>
public sealed record ComparisonSettings(EvaluationValueType ValueType)
{
    /// <summary>The test that is asked for; null for the one that fits the value type.</summary>
    public ComparisonTest? Test { get; init; }

    /// <summary>
    /// The confidence level of the intervals, between 0 and 1. The level α of the tests is 1 less it.
    /// </summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>
    /// The difference that should not go unseen, in the unit of the values; null for one as large as the one seen.
    /// </summary>
    public double? Detect { get; init; }

    /// <summary>The probability with which it should be seen, from which follows how many runs it takes.</summary>
    public double Power { get; init; } = 0.8;
}
