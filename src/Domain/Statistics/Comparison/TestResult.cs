namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>What a test found. None of its figures is ever NaN or infinite.</summary>
public sealed record TestResult
{
    public required ComparisonTest Test { get; init; }

    /// <summary>
    /// The statistic, which the method names; positive (for U: above half) where the candidate is higher.
    /// </summary>
    public double? Statistic { get; init; }

    /// <summary>The degrees of freedom of a t test; null for every other.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>
    /// How probable a result at least as extreme is where nothing differs, two-sided, from 0 to 1; null where the test
    /// cannot be done: <see cref="Note"/> says why.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>Which test, in which variant, with which statistic.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// Why there is no p-value or no statistic, or why this test was taken; null where there is nothing to say.
    /// </summary>
    public string? Note { get; init; }

    internal static TestResult Undefined(ComparisonTest test, string method, string note) =>
        new() { Test = test, Method = method, Note = note };

    /// <summary>Data that show no difference whatsoever are no evidence of one, though the statistic is 0/0.</summary>
    internal static TestResult NothingDiffers(ComparisonTest test, string method, string note) =>
        new() { Test = test, PValue = 1, Method = method, Note = note };

    /// <summary>A t or z: not defined where the values are too large for it to be a number.</summary>
    internal static TestResult Of(ComparisonTest test, double statistic, double pValue, string method) =>
        double.IsFinite(statistic) && double.IsFinite(pValue)
            ? new TestResult { Test = test, Statistic = statistic, PValue = Math.Clamp(pValue, 0, 1), Method = method }
            : Undefined(test, method, Estimate.TooLarge);
}
