namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>
/// The interval of a coefficient of correlation r by Fisher's transformation: tanh(artanh r ± z √v), where v is the
/// variance of artanh r. It lies within [-1, 1].
/// </summary>
/// <remarks>
/// Fisher, R. A. (1921). On the "probable error" of a coefficient of correlation deduced from a small sample. Metron 1,
/// 3-32.
/// </remarks>
internal static class CorrelationInterval
{
    public const string TooFewTargets = "It takes at least two targets.";

    /// <summary>A coefficient this near to 1 is 1 but for rounding.</summary>
    private const double Rounding = 1e-14;

    /// <summary>
    /// The coefficient, with its interval where it has one: not where it is -1 or 1, as its transform is infinite, and
    /// not where the variance is not defined.
    /// </summary>
    /// <param name="coefficient">From -1 to 1.</param>
    /// <param name="variance">The variance of its transform; positive from <paramref name="fewest"/> on.</param>
    /// <param name="fewest">From how many targets on the variance is defined.</param>
    /// <param name="n">How many targets there are.</param>
    /// <param name="method">What it is.</param>
    /// <param name="confidence">The confidence level.</param>
    public static Estimate Around(
        double coefficient,
        double variance,
        int fewest,
        long n,
        string method,
        double confidence)
    {
        if (Math.Abs(coefficient) >= 1 - Rounding)
            return Estimate.Point(Math.Sign(coefficient), n, method, "The correlation is perfect: it has no interval.");
        if (n < fewest)
            return Estimate.Point(coefficient, n, method, $"It takes at least {fewest} targets for an interval.");
        if (!(variance > 0))
            return Estimate.Point(coefficient, n, method, "The scores lie on a line: this method has no interval.");

        var reach = Quantile.Normal(confidence) * Math.Sqrt(variance);
        var middle = Math.Atanh(coefficient);
        return Estimate.Within(coefficient, Math.Tanh(middle - reach), Math.Tanh(middle + reach), n, method);
    }
}
