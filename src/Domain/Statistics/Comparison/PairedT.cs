using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Student's paired t test: t = mean(d) / (s_d/√n) with n - 1 degrees of freedom, for the differences d of n pairs.
/// It assumes that the mean difference is close to normal, which many pairs bring about.
/// </summary>
/// <remarks>Student (1908). The probable error of a mean. Biometrika 6, 1-25.</remarks>
public static class PairedT
{
    private const string Method = "Paired t test";

    /// <summary>
    /// The test of the differences candidate - baseline. With fewer than two pairs, or where all differences are the
    /// same and not 0, t is not defined; where all are 0 the p-value is 1.
    /// </summary>
    public static TestResult Of(ReadOnlySpan<double> differences) => Of(SampleMoments.Of(differences));

    internal static TestResult Of(SampleMoments differences)
    {
        const ComparisonTest test = ComparisonTest.PairedT;
        if (differences.N < 2)
            return TestResult.Undefined(test, Method, "It takes at least two pairs.");
        if (differences is { Mean: 0, Deviation: 0 })
            return TestResult.NothingDiffers(test, Method, Reasons.AllDifferencesZero);
        if (differences.IsConstant)
            return TestResult.Undefined(test, Method, "All differences are the same: there is no spread to judge by.");

        var t = differences.Mean / differences.Error;
        var degreesOfFreedom = differences.N - 1.0;
        var result = TestResult.Of(test, t, Quantile.StudentTail(t, degreesOfFreedom), Method);
        return result with { DegreesOfFreedom = degreesOfFreedom };
    }
}
