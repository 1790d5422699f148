namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>Agreement of any number of raters from profiles and how often each occurs.</summary>
internal sealed class FleissStatistics(CategoryProfile[] profiles, int categories)
{
    private readonly double[] shares = new double[categories];

    /// <summary>The mean over targets of the share of pairs of raters who agree, Fleiss's P-bar.</summary>
    public double Observed(ReadOnlySpan<long> targets)
    {
        double sum = 0, n = 0;
        for (var i = 0; i < profiles.Length; i++)
        {
            sum += targets[i] * profiles[i].AgreeingPairs;
            n += targets[i];
        }

        return sum / n;
    }

    /// <summary>(P-bar - P_e) / (1 - P_e), P_e = Σ share²; NaN where only one category occurs.</summary>
    public double Kappa(ReadOnlySpan<long> targets)
    {
        Array.Clear(shares);
        double n = 0, disagreeing = 0;
        for (var i = 0; i < profiles.Length; i++)
        {
            if (targets[i] == 0)
                continue;
            var profile = profiles[i];
            n += targets[i];
            disagreeing += targets[i] * (1 - profile.AgreeingPairs);
            for (var k = 0; k < profile.Categories.Length; k++)
                shares[profile.Categories[k]] += (double)targets[i] * profile.Counts[k] / profile.Ratings;
        }

        // 1 - P_e = Σ share (1 - share), where the rest is summed and not subtracted: it is 0 for one category exactly.
        double before = 0, expected = 0;
        foreach (var share in shares)
        {
            expected += 2 * share * before;
            before += share;
        }

        return expected == 0 ? double.NaN : 1 - (disagreeing * n / expected);
    }
}
