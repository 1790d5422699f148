using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// How many runs it takes until a two-sided test at a level α sees a difference of a given size with a given power (the
/// probability of seeing it): pairs where runs are paired, runs of each side otherwise, rounded up. z_a is the normal
/// quantile of 1 - α/2, z_b that of the power. α lies between 0 and 1; the power between α/2 and 1.
/// </summary>
public static class SampleSize
{
    /// <summary>The asymptotic efficiency of the rank tests relative to t where values are normal, 3/π.</summary>
    /// <remarks>
    /// Lehmann, E. L. (1975). Nonparametrics: Statistical Methods Based on Ranks, sections 2.4 and 4.3.
    /// </remarks>
    private const double RankEfficiency = 3 / Math.PI;

    /// <summary>Paired t: (z_a + z_b)²/d² + z_a²/2 pairs, where d is the difference in standard deviations.</summary>
    /// <remarks>
    /// Guenther, W. C. (1981). Sample size formulas for normal theory t tests. The American Statistician 35, 243-244.
    /// </remarks>
    /// <param name="difference">The mean difference of interest; its sign does not matter.</param>
    /// <param name="deviation">The standard deviation of the differences.</param>
    /// <param name="alpha">The level of the test.</param>
    /// <param name="power">The probability of seeing the difference.</param>
    public static NeededRuns PairedT(double difference, double deviation, double alpha, double power = 0.8) =>
        Paired(difference, deviation, alpha, power, 1);

    /// <summary>Welch's t: 2(z_a + z_b)²/d² + z_a²/4 runs of each side, d in the root of the mean variance.</summary>
    /// <remarks>Guenther (1981), as for pairs.</remarks>
    public static NeededRuns WelchT(
        double difference,
        double baselineDeviation,
        double candidateDeviation,
        double alpha,
        double power = 0.8) =>
        Unpaired(difference, baselineDeviation, candidateDeviation, alpha, power, 1);

    /// <summary>Wilcoxon's signed-rank test: the figure of the paired t test, divided by 3/π.</summary>
    public static NeededRuns WilcoxonSignedRank(
        double difference,
        double deviation,
        double alpha,
        double power = 0.8) =>
        Paired(difference, deviation, alpha, power, RankEfficiency);

    /// <summary>Mann-Whitney: the figure of Welch's t test, divided by 3/π.</summary>
    public static NeededRuns MannWhitney(
        double difference,
        double baselineDeviation,
        double candidateDeviation,
        double alpha,
        double power = 0.8) =>
        Unpaired(difference, baselineDeviation, candidateDeviation, alpha, power, RankEfficiency);

    /// <summary>
    /// Two proportions: (z_a √(2 p q) + z_b √(p₁q₁ + p₂q₂))² / (p₂ - p₁)² runs of each side, p being the mean of both
    /// shares and q = 1 - p; without continuity correction, as the test.
    /// </summary>
    /// <remarks>
    /// Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and Proportions, 3rd ed., section
    /// 4.2.
    /// </remarks>
    public static NeededRuns TwoProportions(double baseline, double candidate, double alpha, double power = 0.8)
    {
        var (a, b) = Quantiles(alpha, power);
        if (baseline == candidate)
            return NeededRuns.NoDifference;
        if (baseline is < 0 or > 1 || candidate is < 0 or > 1)
            return new NeededRuns(null, Reasons.BeyondShares);

        var mean = (baseline + candidate) / 2;
        var pooled = Math.Sqrt(2 * mean * (1 - mean));
        var apart = Math.Sqrt(baseline * (1 - baseline) + candidate * (1 - candidate));
        return NeededRuns.Of(Square((a * pooled + b * apart) / (candidate - baseline)), 1);
    }

    /// <summary>
    /// McNemar: (z_a √ψ + z_b √(ψ - δ²))² / δ² pairs, ψ being the share of pairs that differ and δ the difference of
    /// the two shares of yes. A difference δ takes at least that share of pairs that differ: ψ is at least |δ|.
    /// </summary>
    /// <remarks>
    /// Miettinen, O. S. (1968). The matched pairs design in the case of all-or-none responses. Biometrics 24, 339-352;
    /// Connor, R. J. (1987). Sample size for testing differences in proportions for the paired-sample design.
    /// Biometrics 43, 207-211.
    /// </remarks>
    public static NeededRuns McNemar(double difference, double discordantShare, double alpha, double power = 0.8)
    {
        var (a, b) = Quantiles(alpha, power);
        if (difference == 0)
            return NeededRuns.NoDifference;
        if (Math.Abs(difference) > 1)
            return new NeededRuns(null, Reasons.BeyondShares);

        var share = Math.Max(discordantShare, Math.Abs(difference));
        var root = a * Math.Sqrt(share) + b * Math.Sqrt(share - difference * difference);
        return NeededRuns.Of(Square(root / difference), 1);
    }

    private static NeededRuns Paired(double difference, double deviation, double alpha, double power, double efficiency)
    {
        var (a, b) = Quantiles(alpha, power);
        if (difference == 0)
            return NeededRuns.NoDifference;
        return deviation > 0
            ? NeededRuns.Of((Square((a + b) * (deviation / difference)) + a * a / 2) / efficiency, 2)
            : NeededRuns.NoSpread;
    }

    private static NeededRuns Unpaired(
        double difference,
        double baselineDeviation,
        double candidateDeviation,
        double alpha,
        double power,
        double efficiency)
    {
        var (a, b) = Quantiles(alpha, power);
        if (difference == 0)
            return NeededRuns.NoDifference;

        var deviation = double.Hypot(baselineDeviation, candidateDeviation) / Math.Sqrt(2);
        return deviation > 0
            ? NeededRuns.Of((2 * Square((a + b) * (deviation / difference)) + a * a / 4) / efficiency, 2)
            : NeededRuns.NoSpread;
    }

    private static (double A, double B) Quantiles(double alpha, double power)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(power, alpha / 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(power, 1);
        // P(Z ≤ z) = power is P(|Z| ≤ z) = 2 power - 1, negative where the power is below one half.
        var b = power == 0.5 ? 0 : Math.Sign(power - 0.5) * Quantile.Normal(Math.Abs(2 * power - 1));
        return (Quantile.Normal(1 - alpha), b);
    }

    private static double Square(double value) => value * value;
}
