using MathNet.Numerics;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// McNemar's exact test of pairs of yes and no. Of the n pairs that differ, those where the candidate alone got a yes
/// are binomial with probability 1/2 where nothing differs: p = min(1, 2 P(X ≤ min(b, c))). Pairs that agree say
/// nothing.
/// </summary>
/// <remarks>
/// McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages.
/// Psychometrika 12, 153-157. The exact conditional test: Fagerland, M. W., Lydersen, S. and Laake, P. (2013). The
/// McNemar test for binary matched-pairs data. BMC Medical Research Methodology 13:91. It keeps its level, at the price
/// of power.
/// </remarks>
public static class McNemar
{
    private const string Method = "McNemar's test (count of the candidate's wins); exact binomial";

    /// <summary>The test; where no pair differs the p-value is 1.</summary>
    /// <param name="baselineOnly">Pairs with yes of the baseline alone.</param>
    /// <param name="candidateOnly">Pairs with yes of the candidate alone: the statistic.</param>
    public static TestResult Of(long baselineOnly, long candidateOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(baselineOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(candidateOnly);
        const ComparisonTest test = ComparisonTest.Mcnemar;
        if (baselineOnly + candidateOnly == 0)
            return TestResult.NothingDiffers(test, Method, Reasons.NoPairDiffers) with { Statistic = 0 };

        // P(X ≤ k) of n throws of a coin is I_½(n-k, k+1), which takes no sum over k.
        double fewer = Math.Min(baselineOnly, candidateOnly);
        double more = Math.Max(baselineOnly, candidateOnly);
        var tail = SpecialFunctions.BetaRegularized(more, fewer + 1, 0.5);
        return TestResult.Of(test, candidateOnly, Math.Min(1, 2 * tail), Method);
    }

    internal static TestResult Of(PairedCounts pairs) => pairs.N == 0
        ? TestResult.Undefined(ComparisonTest.Mcnemar, Method, Reasons.NoPairs)
        : Of(pairs.BaselineOnly, pairs.CandidateOnly);
}
