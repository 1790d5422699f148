using MathNet.Numerics;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// The test of Mann and Whitney, which is Wilcoxon's rank-sum test. U counts the comparisons of a candidate run with a
/// baseline run that the candidate wins, and half of the ties: from 0 to n₁n₂, half of that where nothing differs.
/// </summary>
/// <remarks>
/// Mann, H. B. and Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger
/// than the other. Annals of Mathematical Statistics 18, 50-60. Exact where neither side has more than 50 runs and no
/// value occurs twice; otherwise z = (|U - n₁n₂/2| - 1/2) / √(n₁n₂/12 ((N+1) - Σ(t³-t)/(N(N-1)))): Hollander, Wolfe and
/// Chicken (2014), Nonparametric Statistical Methods, 3rd ed., section 4.1, with the continuity correction of R.
/// </remarks>
public static class MannWhitney
{
    /// <summary>Up to how many runs of each side the exact distribution is used.</summary>
    public const int ExactUpTo = 50;

    private const string Name = "Mann-Whitney test (U: wins of the candidate and half the ties)";

    /// <summary>
    /// Not defined where a side is empty; where all values are the same the p-value is 1. Takes 8 bytes per value
    /// beside the values.
    /// </summary>
    public static TestResult Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate) =>
        Of(Crossing.Of(baseline, candidate));

    internal static TestResult Of(Crossing crossing)
    {
        const ComparisonTest test = ComparisonTest.MannWhitney;
        var (m, n) = (crossing.BaselineRuns, crossing.CandidateRuns);
        if (m == 0 || n == 0)
            return TestResult.Undefined(test, Name, Reasons.EmptySide);
        if (m <= ExactUpTo && n <= ExactUpTo && crossing.TieTerm == 0)
            return TestResult.Of(test, crossing.U, Exact((int)m, (int)n, (int)crossing.U), $"{Name}; exact");

        double comparisons = (double)m * n, total = m + n;
        if (crossing.Outcomes.Ties == comparisons)
            return TestResult.NothingDiffers(test, Name, Reasons.AllTheSame) with { Statistic = crossing.U };

        var variance = comparisons / 12 * (total + 1 - crossing.TieTerm / (total * (total - 1)));
        var distance = Math.Max(0, Math.Abs(crossing.U - comparisons / 2) - 0.5);
        return TestResult.Of(
            test,
            crossing.U,
            Quantile.NormalTail(distance / Math.Sqrt(variance)),
            $"{Name}; normal approximation with tie and continuity correction");
    }

    private static double Exact(int m, int n, int u)
    {
        var tail = Math.Min(u, m * n - u);
        return Math.Min(1, 2 * Counts(m, n, tail).Sum() / SpecialFunctions.Binomial(m + n, n));
    }

    /// <summary>
    /// In how many orders of m and n values U is 0, 1, ... up to a highest one. The largest value of an order is the
    /// candidate's, which beats all m, or the baseline's, which beats none: f(m, n, u) = f(m, n-1, u-m) + f(m-1, n, u)
    /// (Mann and Whitney 1947). Nothing is subtracted, so no digits are lost.
    /// </summary>
    private static double[] Counts(int m, int n, int highest)
    {
        var byCandidates = new double[n + 1][];
        for (var j = 0; j <= n; j++)
        {
            byCandidates[j] = new double[highest + 1];
            byCandidates[j][0] = 1;
        }

        for (var i = 1; i <= m; i++)
        {
            for (var j = 1; j <= n; j++)
            {
                for (var u = i; u <= highest; u++)
                    byCandidates[j][u] += byCandidates[j - 1][u - i];
            }
        }

        return byCandidates[n];
    }
}
