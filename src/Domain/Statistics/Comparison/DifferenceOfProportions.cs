using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// The candidate's share of yes less the baseline's, from -1 to 1, with Newcombe's intervals. These put the distances
/// of each share from the ends of its own Wilson interval together; unlike p ± z s they stay within [-1, 1] and have a
/// width also where a share is 0 or 1.
/// </summary>
public static class DifferenceOfProportions
{
    private const string PairedMethod = "Difference of paired proportions; Newcombe's score interval (method 10)";
    private const string UnpairedMethod = "Difference of proportions; Newcombe's hybrid score interval (method 10)";

    /// <summary>
    /// Of independent runs: d - √((p₂-l₂)² + (u₁-p₁)²) to d + √((u₂-p₂)² + (p₁-l₁)²), where l and u are the limits of
    /// Wilson; N counts the runs of both sides. Undefined where a side is empty.
    /// </summary>
    /// <remarks>
    /// Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of
    /// eleven methods. Statistics in Medicine 17, 873-890, method 10.
    /// </remarks>
    public static Estimate Unpaired(
        long baselineSuccesses,
        long baselineRuns,
        long candidateSuccesses,
        long candidateRuns,
        double confidence)
    {
        var n = baselineRuns + candidateRuns;
        if (baselineRuns == 0 || candidateRuns == 0)
            return Estimate.Undefined(n, UnpairedMethod, Reasons.EmptySide);

        var baseline = new Share(baselineSuccesses, baselineRuns, confidence);
        var candidate = new Share(candidateSuccesses, candidateRuns, confidence);
        return Between(baseline, candidate, 0, n, UnpairedMethod);
    }

    /// <summary>
    /// Of pairs: as of independent runs, with -2φ times the product of the two distances under each root, where φ is
    /// the correlation of the pairs, drawn towards 0 by n/2 in its numerator where it is positive, and 0 where a side
    /// is all yes or all no; N counts the pairs. Undefined without a pair.
    /// </summary>
    /// <remarks>
    /// Newcombe, R. G. (1998). Improved confidence intervals for the difference between binomial proportions based on
    /// paired data. Statistics in Medicine 17, 2635-2650, method 10.
    /// </remarks>
    public static Estimate Paired(PairedCounts pairs, double confidence)
    {
        if (pairs.N == 0)
            return Estimate.Undefined(0, PairedMethod, Reasons.NoPairs);

        var baseline = new Share(pairs.Both + pairs.BaselineOnly, pairs.N, confidence);
        var candidate = new Share(pairs.Both + pairs.CandidateOnly, pairs.N, confidence);
        return Between(baseline, candidate, Correlation(pairs), pairs.N, PairedMethod);
    }

    private static Estimate Between(Share baseline, Share candidate, double correlation, long n, string method)
    {
        var difference = candidate.Value - baseline.Value;
        var down = Together(candidate.Down, baseline.Up, correlation);
        var up = Together(candidate.Up, baseline.Down, correlation);
        return Estimate.Within(difference, difference - down, difference + up, n, method).Inside(-1, 1);
    }

    private static double Together(double one, double other, double correlation) =>
        Math.Sqrt(Math.Max(0, one * one - 2 * correlation * one * other + other * other));

    private static double Correlation(PairedCounts pairs)
    {
        double both = pairs.Both, b = pairs.BaselineOnly, c = pairs.CandidateOnly, neither = pairs.Neither;
        var margins = (both + b) * (c + neither) * (both + c) * (b + neither);
        if (margins == 0)
            return 0;
        var product = both * neither - b * c;
        return (product > 0 ? Math.Max(0, product - pairs.N / 2.0) : product) / Math.Sqrt(margins);
    }

    /// <summary>A share and how far its Wilson interval reaches down and up from it.</summary>
    private readonly struct Share
    {
        public Share(long successes, long n, double confidence)
        {
            var (low, high) = WilsonInterval.Of(successes, n, confidence);
            Value = (double)successes / n;
            Down = Value - low;
            Up = high - Value;
        }

        public double Value { get; }

        public double Down { get; }

        public double Up { get; }
    }
}
