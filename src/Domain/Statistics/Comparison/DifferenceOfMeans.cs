using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// mean(candidate) - mean(baseline) with the interval that belongs to the t test, in the unit of the values.
/// </summary>
public static class DifferenceOfMeans
{
    private const string PairedMethod = "Mean difference of pairs; t interval";
    private const string UnpairedMethod = "Difference of means; Welch's t interval";

    /// <summary>
    /// The mean of the differences of pairs; N counts the pairs. Undefined without a pair, without an interval where
    /// there is one pair or all differences are the same. Student (1908), Biometrika 6, 1-25.
    /// </summary>
    public static Estimate Paired(ReadOnlySpan<double> differences, double confidence) =>
        Paired(SampleMoments.Of(differences), confidence);

    /// <summary>
    /// The difference of independent means, m₂ - m₁ ± t √(s₁²/n₁ + s₂²/n₂) with Satterthwaite's degrees of freedom; N
    /// counts the values of both sides. Undefined where a side is empty, without an interval where one has a single
    /// value or both are constant. Welch (1947), Biometrika 34, 28-35.
    /// </summary>
    public static Estimate Unpaired(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<double> candidate,
        double confidence) =>
        Unpaired(SampleMoments.Of(baseline), SampleMoments.Of(candidate), confidence);

    internal static Estimate Paired(SampleMoments differences, double confidence) =>
        MeanInterval.Of(differences, PairedMethod, confidence);

    internal static Estimate Unpaired(SampleMoments baseline, SampleMoments candidate, double confidence)
    {
        var n = baseline.N + candidate.N;
        if (baseline.N == 0 || candidate.N == 0)
            return Estimate.Undefined(n, UnpairedMethod, Reasons.EmptySide);

        var difference = candidate.Mean - baseline.Mean;
        if (baseline.N < 2 || candidate.N < 2)
            return Estimate.Point(difference, n, UnpairedMethod, MeanInterval.OneValue);
        if (baseline.IsConstant && candidate.IsConstant)
            return Estimate.Point(difference, n, UnpairedMethod, Reasons.EachConstant);

        var error = WelchT.ErrorOf(baseline, candidate);
        var degreesOfFreedom = WelchT.DegreesOfFreedom(baseline, candidate);
        return MeanInterval.Around(difference, error, degreesOfFreedom, n, UnpairedMethod, confidence);
    }
}
