using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// The z test of two independent shares: z = (p₂ - p₁) / √(p(1-p)(1/n₁ + 1/n₂)), p being the share of both sides
/// together, without continuity correction. Its square is Pearson's chi-squared.
/// </summary>
/// <remarks>
/// Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and Proportions, 3rd ed., chapter 3.
/// </remarks>
public static class TwoProportions
{
    private const string Method = "Test of two proportions (z, pooled)";

    /// <summary>Not defined where a side is empty; where all values are the same the p-value is 1.</summary>
    /// <param name="baselineSuccesses">How many runs of the baseline have a yes.</param>
    /// <param name="baselineRuns">How many runs the baseline has.</param>
    /// <param name="candidateSuccesses">How many runs of the candidate have a yes.</param>
    /// <param name="candidateRuns">How many runs the candidate has.</param>
    public static TestResult Of(long baselineSuccesses, long baselineRuns, long candidateSuccesses, long candidateRuns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(baselineSuccesses);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(baselineSuccesses, baselineRuns);
        ArgumentOutOfRangeException.ThrowIfNegative(candidateSuccesses);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(candidateSuccesses, candidateRuns);
        const ComparisonTest test = ComparisonTest.TwoProportions;
        if (baselineRuns == 0 || candidateRuns == 0)
            return TestResult.Undefined(test, Method, Reasons.EmptySide);

        double total = baselineRuns + candidateRuns;
        var pooled = (baselineSuccesses + candidateSuccesses) / total;
        if (pooled is 0 or 1)
            return TestResult.NothingDiffers(test, Method, Reasons.AllTheSame);

        var difference = (double)candidateSuccesses / candidateRuns - (double)baselineSuccesses / baselineRuns;
        var error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / baselineRuns + 1.0 / candidateRuns));
        return TestResult.Of(test, difference / error, Quantile.NormalTail(difference / error), Method);
    }
}
