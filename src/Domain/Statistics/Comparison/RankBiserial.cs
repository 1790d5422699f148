using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>Effect sizes of ranks, from -1 (the candidate always lower) to 1 (always higher).</summary>
public static class RankBiserial
{
    private const string PairedMethod = "Matched-pairs rank-biserial correlation";
    private const string UnpairedMethod = "Rank-biserial correlation (Cliff's delta); Cliff's asymmetric interval";

    /// <summary>
    /// Of pairs: (V⁺ - V⁻)/(n(n+1)/2), the rank sum of the positive differences less that of the negative ones, as a
    /// part of both; differences of 0 are left out, and N counts the others. No interval is generally accepted.
    /// Undefined where all differences are 0.
    /// </summary>
    /// <remarks>
    /// Kerby, D. S. (2014). The simple difference formula: an approach to teaching nonparametric correlation.
    /// Comprehensive Psychology 3, 11.IT.3.1.
    /// </remarks>
    public static Estimate Paired(ReadOnlySpan<double> differences) => Paired(SignedRanks.Of(differences));

    /// <summary>
    /// Of independent runs: δ = P(candidate higher) - P(candidate lower) = 2U/(n₁n₂) - 1; N counts the values of both
    /// sides. The interval is (δ - δ³ ± z s √((1-δ²)² + z²s²)) / (1 - δ² + z²s²) with Cliff's consistent variance s² =
    /// ((n₂-1)S₁ + (n₁-1)S₂ + S₁₂)/(n₁n₂); where no value of one side lies within the other's (|δ| = 1), it reaches
    /// from (n - z²)/(n + z²), n being the smaller side, to 1. Undefined where a side is empty, without an interval
    /// where one has a single value or all values are the same.
    /// </summary>
    /// <remarks>
    /// Cliff, N. (1993). Dominance statistics: ordinal analyses to answer ordinal questions. Psychological Bulletin
    /// 114, 494-509; Cliff, N. (1996). Ordinal Methods for Behavioral Data Analysis, chapter 5; Feng, D. and Cliff, N.
    /// (2004). Monte Carlo evaluation of ordinal d with improved confidence interval. Journal of Modern Applied
    /// Statistical Methods 3, 322-332, eq. 8 for |δ| = 1. That δ is the rank-biserial correlation: Kerby (2014).
    /// </remarks>
    public static Estimate Unpaired(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<double> candidate,
        double confidence) =>
        Unpaired(Crossing.Of(baseline, candidate), confidence);

    internal static Estimate Paired(SignedRanks ranks) => ranks.N == 0
        ? Estimate.Undefined(0, PairedMethod, Reasons.NoPairDiffers)
        : Estimate.Point(
            (ranks.Positive - ranks.Negative) / (ranks.Positive + ranks.Negative),
            ranks.N,
            PairedMethod,
            "No interval is generally accepted for this figure.");

    internal static Estimate Unpaired(Crossing crossing, double confidence)
    {
        double m = crossing.BaselineRuns, n = crossing.CandidateRuns;
        var total = crossing.BaselineRuns + crossing.CandidateRuns;
        if (m == 0 || n == 0)
            return Estimate.Undefined(total, UnpairedMethod, Reasons.EmptySide);

        var delta = crossing.Delta;
        if (m < 2 || n < 2)
            return Point("It takes at least two values on each side for an interval.");
        if (crossing.Outcomes.Ties == m * n)
            return Point("All values are the same: there is no spread to judge by.");

        var z = Quantile.Normal(confidence);
        if (Math.Abs(delta) == 1)
        {
            var inner = (Math.Min(m, n) - z * z) / (Math.Min(m, n) + z * z);
            return delta > 0 ? Within(inner, 1) : Within(-1, -inner);
        }

        var squares = crossing.Outcomes.Wins + crossing.Outcomes.Losses - m * n * delta * delta;
        var variance = (n - 1) / (m - 1) * crossing.BaselineSpread + (m - 1) / (n - 1) * crossing.CandidateSpread;
        variance = (variance + squares / ((m - 1) * (n - 1))) / (m * n);
        var reach = z * Math.Sqrt(variance);
        var rest = 1 - delta * delta;
        var width = reach * Math.Sqrt(rest * rest + reach * reach);
        var divisor = rest + reach * reach;
        return Within((delta * rest - width) / divisor, (delta * rest + width) / divisor);

        Estimate Point(string note) => Estimate.Point(delta, total, UnpairedMethod, note);

        Estimate Within(double low, double high) =>
            Estimate.Within(delta, low, high, total, UnpairedMethod).Inside(-1, 1);
    }
}
