using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Resampling;

/// <summary>The interval that holds the middle of what a figure was in samples drawn with replacement.</summary>
/// <remarks>Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 13.</remarks>
internal static class PercentileInterval
{
    /// <summary>
    /// Resamples for which the figure is not defined (NaN) are left out. There is no interval where these are more than
    /// half of them, nor where all the others give the same figure: a sample without variety cannot say how sure it is.
    /// </summary>
    public static Estimate Around(
        double value,
        long n,
        string method,
        double confidence,
        ReadOnlySpan<double> resampled)
    {
        var tail = Quantile.OneTail(confidence);
        if (n < 2)
            return Estimate.Point(value, n, method, "An interval takes at least two targets.");
        if (resampled.IsEmpty)
            return Estimate.Point(value, n, method, "No interval was asked for.");
        var defined = new List<double>(resampled.Length);
        foreach (var figure in resampled)
        {
            if (double.IsFinite(figure))
                defined.Add(figure);
        }

        if (defined.Count * 2L < resampled.Length)
            return Estimate.Point(value, n, method, "In most resamples it is not defined: there is no interval.");
        var sorted = defined.ToArray();
        Array.Sort(sorted);
        return sorted[0] == sorted[^1]
            ? Estimate.Point(value, n, method, "All resamples give the same figure: nothing says how sure it is.")
            : Estimate.Within(
                value, Quantiles.Of(sorted, tail)!.Value, Quantiles.Of(sorted, 1 - tail)!.Value, n, method);
    }
}
