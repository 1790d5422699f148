namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>Quantiles of a sample.</summary>
public static class Quantiles
{
    /// <summary>
    /// The value below which the share lies: linear between the order statistics around (n - 1) × probability, counted
    /// from 0. It is what PostgreSQL's percentile_cont, R and NumPy say too. Null where there are no values.
    /// </summary>
    /// <remarks>Source: Hyndman and Fan 1996, Sample Quantiles in Statistical Packages, American Statistician 50,
    /// definition 7.</remarks>
    /// <param name="sorted">Finite numbers in ascending order.</param>
    /// <param name="probability">From 0, the lowest value, to 1, the highest.</param>
    public static double? Of(ReadOnlySpan<double> sorted, double probability)
    {
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must lie between 0 and 1");
        if (sorted.IsEmpty)
            return null;
        var place = (sorted.Length - 1) * probability;
        var below = (int)place;
        if (below == sorted.Length - 1)
            return sorted[below];
        var (low, high) = (sorted[below], sorted[below + 1]);
        var part = place - below;
        var width = high - low;
        // The width of the widest gaps is beyond the range of double, though what lies in between is not.
        var value = double.IsFinite(width) ? low + (part * width) : ((1 - part) * low) + (part * high);
        return Math.Clamp(value, low, high);
    }
}
