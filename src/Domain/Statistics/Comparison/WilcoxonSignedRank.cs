using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Wilcoxon's signed-rank test of pairs. The differences are ranked by size; V is the sum of the ranks of the positive
/// ones, from 0 to n(n+1)/2, half of that where nothing differs. Differences of 0 are left out, as Wilcoxon did, so n
/// counts the others alone.
/// </summary>
/// <remarks>
/// Wilcoxon, F. (1945). Individual comparisons by ranking methods. Biometrics Bulletin 1, 80-83. Exact for up to 50
/// differences without ties, otherwise z = (|V - n(n+1)/4| - 1/2) / √(n(n+1)(2n+1)/24 - Σ(t³-t)/48): Hollander, Wolfe
/// and Chicken (2014), Nonparametric Statistical Methods, 3rd ed., section 3.1, with the continuity correction of R.
/// </remarks>
public static class WilcoxonSignedRank
{
    /// <summary>
    /// Up to how many differences the exact distribution is used: its 2⁵⁰ cases are counted without rounding.
    /// </summary>
    public const int ExactUpTo = 50;

    private const string Name = "Wilcoxon signed-rank test (V: rank sum of the positive differences; zeros left out)";

    /// <summary>
    /// The test of the differences candidate - baseline. Without pairs it is not defined; where all differences are 0
    /// the p-value is 1. Takes 9 bytes per pair beside the differences.
    /// </summary>
    public static TestResult Of(ReadOnlySpan<double> differences) =>
        Of(SignedRanks.Of(differences), differences.Length);

    internal static TestResult Of(SignedRanks ranks, int pairs)
    {
        const ComparisonTest test = ComparisonTest.WilcoxonSignedRank;
        if (pairs == 0)
            return TestResult.Undefined(test, Name, Reasons.NoPairs);
        if (ranks.N == 0)
            return TestResult.NothingDiffers(test, Name, Reasons.AllDifferencesZero) with { Statistic = 0 };
        if (ranks is { N: <= ExactUpTo, TieTerm: 0 })
            return TestResult.Of(test, ranks.Positive, Exact(ranks), $"{Name}; exact, n = {ranks.N}");

        double n = ranks.N;
        var variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.TieTerm / 48;
        var distance = Math.Max(0, Math.Abs(ranks.Positive - n * (n + 1) / 4) - 0.5);
        return TestResult.Of(
            test,
            ranks.Positive,
            Quantile.NormalTail(distance / Math.Sqrt(variance)),
            $"{Name}; normal approximation with tie and continuity correction, n = {ranks.N}");
    }

    private static double Exact(SignedRanks ranks)
    {
        var tail = (int)Math.Min(ranks.Positive, ranks.Negative);
        return Math.Min(1, 2 * Counts((int)ranks.N, tail).Sum() / Math.Pow(2, ranks.N));
    }

    /// <summary>
    /// In how many of the 2ⁿ choices of signs the positive ranks sum to 0, 1, ... up to a highest sum.
    /// </summary>
    private static double[] Counts(int n, int highest)
    {
        var counts = new double[highest + 1];
        counts[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var sum = highest; sum >= rank; sum--)
                counts[sum] += counts[sum - rank];
        }

        return counts;
    }
}
