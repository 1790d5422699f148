using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Welch's t test of two independent sides: t = (m₂ - m₁)/√(s₁²/n₁ + s₂²/n₂), with Satterthwaite's degrees of freedom
/// (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁-1) + (s₂²/n₂)²/(n₂-1)). The variances need not be equal.
/// </summary>
/// <remarks>
/// Welch, B. L. (1947). The generalization of "Student's" problem when several different population variances are
/// involved. Biometrika 34, 28-35. Satterthwaite, F. E. (1946). Biometrics Bulletin 2, 110-114.
/// </remarks>
public static class WelchT
{
    private const string Method = "Welch's t test";

    /// <summary>
    /// The test of mean(candidate) - mean(baseline). With fewer than two values on a side, or where each side is
    /// constant and the two differ, t is not defined; where all values are the same the p-value is 1.
    /// </summary>
    public static TestResult Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate) =>
        Of(SampleMoments.Of(baseline), SampleMoments.Of(candidate));

    internal static TestResult Of(SampleMoments baseline, SampleMoments candidate)
    {
        const ComparisonTest test = ComparisonTest.WelchT;
        if (baseline.N < 2 || candidate.N < 2)
            return TestResult.Undefined(test, Method, "It takes at least two values on each side.");
        if (baseline.IsConstant && candidate.IsConstant)
        {
            return baseline.Mean == candidate.Mean
                ? TestResult.NothingDiffers(test, Method, Reasons.AllTheSame)
                : TestResult.Undefined(test, Method, Reasons.EachConstant);
        }

        var error = ErrorOf(baseline, candidate);
        if (!double.IsFinite(error))
            return TestResult.Undefined(test, Method, Estimate.TooLarge);
        var t = (candidate.Mean - baseline.Mean) / error;
        var degreesOfFreedom = DegreesOfFreedom(baseline, candidate);
        var result = TestResult.Of(test, t, Quantile.StudentTail(t, degreesOfFreedom), Method);
        return result with { DegreesOfFreedom = degreesOfFreedom };
    }

    /// <summary>The standard error of the difference, without squares that could overflow.</summary>
    internal static double ErrorOf(SampleMoments baseline, SampleMoments candidate) =>
        double.Hypot(baseline.Error, candidate.Error);

    /// <summary>Satterthwaite's formula in w, the first side's part of the squared error.</summary>
    internal static double DegreesOfFreedom(SampleMoments baseline, SampleMoments candidate)
    {
        var share = baseline.Error / ErrorOf(baseline, candidate);
        var w = Math.Min(1, share * share);
        return 1 / (w * w / (baseline.N - 1) + (1 - w) * (1 - w) / (candidate.N - 1));
    }
}
