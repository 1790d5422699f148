namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha from profiles and how often each occurs: 1 - D_o / D_e, where D_o is the mean squared distance
/// of ratings within targets and D_e that of all pairable ratings. With n of these, m of a target and n_c of a
/// category: D_o = Σ over targets of Σ distances of its ordered pairs / (m - 1), / n; D_e = Σ n_c n_k distance(c, k) /
/// (n (n - 1)).
/// </summary>
internal sealed class CategoryAlpha
{
    private readonly CategoryProfile[] profiles;
    private readonly int categories;
    private readonly bool ordinal;
    private readonly double[] distances;
    private readonly double[] within;
    private readonly double[] counts;

    /// <param name="profiles">The profiles.</param>
    /// <param name="scale">The value of each category.</param>
    /// <param name="metric">The metric; with the ratio metric no value is negative.</param>
    public CategoryAlpha(CategoryProfile[] profiles, double[] scale, AgreementMetric metric)
    {
        this.profiles = profiles;
        categories = scale.Length;
        ordinal = metric == AgreementMetric.Ordinal;
        counts = new double[categories];
        distances = new double[categories * categories];
        within = new double[profiles.Length];
        if (ordinal)
            return;
        var unit = metric == AgreementMetric.Interval ? Range(scale.Min(), scale.Max()) : 1;
        SetDistances((c, k) => metric switch
        {
            AgreementMetric.Nominal => c == k ? 0 : 1,
            // Alpha does not depend on the unit, and in this one squares neither overflow nor vanish.
            AgreementMetric.Interval => scale[c] == scale[k] ? 0 : Range(scale[c], scale[k]) / unit,
            _ => RatioDistance.Of(scale[c], scale[k]),
        });
    }

    /// <summary>NaN where no disagreement is expected.</summary>
    public double Of(ReadOnlySpan<long> targets)
    {
        Array.Clear(counts);
        double n = 0;
        for (var i = 0; i < profiles.Length; i++)
        {
            if (targets[i] == 0)
                continue;
            var profile = profiles[i];
            n += (double)targets[i] * profile.Ratings;
            for (var k = 0; k < profile.Categories.Length; k++)
                counts[profile.Categories[k]] += (double)targets[i] * profile.Counts[k];
        }

        if (ordinal)
            SetOrdinalDistances(n);
        double observed = 0, expected = 0;
        for (var i = 0; i < profiles.Length; i++)
            observed += targets[i] * within[i];
        for (var c = 0; c < categories; c++)
        {
            if (counts[c] == 0)
                continue;
            for (var k = 0; k < c; k++)
                expected += counts[c] * counts[k] * distances[(c * categories) + k];
        }

        return expected == 0 ? double.NaN : 1 - ((n - 1) * observed / expected);
    }

    /// <summary>Halves, as the difference may be beyond the range of double; the unit is taken the same way.</summary>
    private static double Range(double a, double b) => (a / 2) - (b / 2);

    /// <summary>
    /// Σ n_g from g = c to k, less (n_c + n_k) / 2, is how far the middles of the two categories' ranks are apart. As a
    /// share of n; alpha does not depend on the unit.
    /// </summary>
    private void SetOrdinalDistances(double n)
    {
        var middles = new double[categories];
        double before = 0;
        for (var c = 0; c < categories; c++)
        {
            middles[c] = (before + (counts[c] / 2)) / n;
            before += counts[c];
        }

        SetDistances((c, k) => middles[c] - middles[k]);
    }

    private void SetDistances(Func<int, int, double> distance)
    {
        for (var c = 0; c < categories; c++)
        {
            for (var k = 0; k < c; k++)
            {
                var far = distance(c, k);
                distances[(c * categories) + k] = far * far;
            }
        }

        for (var i = 0; i < profiles.Length; i++)
            within[i] = Within(profiles[i]);
    }

    /// <summary>The sum of the distances of the unordered pairs of a target's ratings, over m - 1.</summary>
    private double Within(CategoryProfile profile)
    {
        double sum = 0;
        for (var i = 0; i < profile.Categories.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += (double)profile.Counts[i] * profile.Counts[j]
                    * distances[(profile.Categories[i] * categories) + profile.Categories[j]];
            }
        }

        return sum / (profile.Ratings - 1);
    }
}
