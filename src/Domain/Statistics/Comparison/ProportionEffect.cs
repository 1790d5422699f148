using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>Effect sizes of shares of yes, 0 where nothing differs.</summary>
public static class ProportionEffect
{
    private const string PairedMethod =
        "Cohen's g (the candidate's share of the pairs that differ, less 1/2); Wilson score interval";

    private const string UnpairedMethod = "Cohen's h (difference of arcsines); normal interval";

    /// <summary>
    /// Of pairs: g = c/(b+c) - 1/2, from -1/2 to 1/2, with Wilson's interval of c/(b+c); N counts the pairs that
    /// differ. Undefined where none does.
    /// </summary>
    /// <remarks>
    /// Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 5.2.
    /// </remarks>
    public static Estimate Paired(long baselineOnly, long candidateOnly, double confidence)
    {
        var n = baselineOnly + candidateOnly;
        if (n == 0)
            return Estimate.Undefined(0, PairedMethod, Reasons.NoPairDiffers);
        var share = WilsonInterval.Share(candidateOnly, n, PairedMethod, confidence);
        return share with { Value = share.Value - 0.5, Low = share.Low - 0.5, High = share.High - 0.5 };
    }

    /// <summary>
    /// Of independent runs: h = 2 arcsin √p₂ - 2 arcsin √p₁, from -π to π, ± z √(1/n₁ + 1/n₂), as the arcsine of a
    /// share has nearly the same variance everywhere; N counts the runs of both sides. Undefined where a side is empty.
    /// </summary>
    /// <remarks>Cohen (1988), section 6.2 and eq. 6.3.1 for the error of h.</remarks>
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

        var h = Arcsine((double)candidateSuccesses / candidateRuns) - Arcsine((double)baselineSuccesses / baselineRuns);
        var reach = Quantile.Normal(confidence) * Math.Sqrt(1.0 / baselineRuns + 1.0 / candidateRuns);
        return Estimate.Within(h, h - reach, h + reach, n, UnpairedMethod).Inside(-Math.PI, Math.PI);
    }

    private static double Arcsine(double share) => 2 * Math.Asin(Math.Sqrt(share));
}
