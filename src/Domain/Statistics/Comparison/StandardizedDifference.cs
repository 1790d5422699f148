using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Effect sizes of means: the difference in standard deviations, without limits, 0 where nothing differs.
/// </summary>
public static class StandardizedDifference
{
    private const string PairedMethod =
        "Cohen's d_z (mean difference / SD of the differences, not corrected for small samples); large-sample interval";

    private const string UnpairedMethod =
        "Hedges' g (difference / pooled SD, corrected for small samples); large-sample interval";

    private const string TooFewPairs = "It takes at least two pairs to know the spread.";
    private const string TooFewRuns = "It takes at least two values on each side to know the spread.";
    private const string NoSpread = "There is no spread to measure the difference by.";

    /// <summary>
    /// Cohen's d_z of pairs, mean(d)/s_d, with ± z √(1/n + d_z²/2n); N counts the pairs. It is not corrected for small
    /// samples. Undefined with fewer than two pairs or where all differences are the same.
    /// </summary>
    /// <remarks>
    /// Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.3.5. The variance:
    /// Borenstein, M., Hedges, L. V., Higgins, J. P. T. and Rothstein, H. R. (2009). Introduction to Meta-Analysis, eq.
    /// 4.28, in units of the differences' own standard deviation.
    /// </remarks>
    public static Estimate Paired(ReadOnlySpan<double> differences, double confidence) =>
        Paired(SampleMoments.Of(differences), confidence);

    /// <summary>
    /// Hedges' g of independent runs: J (m₂ - m₁)/s with the pooled standard deviation s and J = 1 - 3/(4(n₁+n₂-2) -
    /// 1), and ± z J √((n₁+n₂)/(n₁n₂) + d²/(2(n₁+n₂))), where d = g/J; N counts the values of both sides. Undefined
    /// with fewer than two values on a side or where both sides are constant.
    /// </summary>
    /// <remarks>
    /// Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related estimators. Journal
    /// of Educational Statistics 6, 107-128; Borenstein et al. (2009), eq. 4.18 to 4.24.
    /// </remarks>
    public static Estimate Unpaired(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double confidence) =>
        Unpaired(SampleMoments.Of(baseline), SampleMoments.Of(candidate), confidence);

    internal static Estimate Paired(SampleMoments differences, double confidence)
    {
        if (differences.N < 2)
            return Estimate.Undefined(differences.N, PairedMethod, TooFewPairs);
        if (differences.IsConstant)
            return Estimate.Undefined(differences.N, PairedMethod, NoSpread);

        var d = differences.Mean / differences.Deviation;
        var reach = Quantile.Normal(confidence) * double.Hypot(1, d / Math.Sqrt(2)) / Math.Sqrt(differences.N);
        return Estimate.Within(d, d - reach, d + reach, differences.N, PairedMethod);
    }

    internal static Estimate Unpaired(SampleMoments baseline, SampleMoments candidate, double confidence)
    {
        var n = baseline.N + candidate.N;
        if (baseline.N < 2 || candidate.N < 2)
            return Estimate.Undefined(n, UnpairedMethod, TooFewRuns);
        if (baseline.IsConstant && candidate.IsConstant)
            return Estimate.Undefined(n, UnpairedMethod, NoSpread);

        double degreesOfFreedom = n - 2;
        var pooled = double.Hypot(
            baseline.Deviation * Math.Sqrt((baseline.N - 1) / degreesOfFreedom),
            candidate.Deviation * Math.Sqrt((candidate.N - 1) / degreesOfFreedom));
        var correction = 1 - 3 / (4 * degreesOfFreedom - 1);
        var d = (candidate.Mean - baseline.Mean) / pooled;
        var error = double.Hypot(Math.Sqrt(1.0 / baseline.N + 1.0 / candidate.N), d / Math.Sqrt(2.0 * n));
        var reach = correction * Quantile.Normal(confidence) * error;
        return Estimate.Within(correction * d, correction * d - reach, correction * d + reach, n, UnpairedMethod);
    }
}
