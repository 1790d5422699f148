namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>
/// The interval of the proportions p that a score test would not reject:
/// (p̂ + z²/2n ± z √(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n).
/// It keeps its promise where p̂ is 0 or 1, and within 0 and 1.
/// </summary>
/// <remarks>
/// Source: Wilson 1927, Probable inference, the law of succession, and statistical inference, Journal of the American
/// Statistical Association 22; recommended by Brown, Cai and DasGupta 2001, Interval estimation for a binomial
/// proportion, Statistical Science 16.
/// </remarks>
internal static class WilsonInterval
{
    /// <summary>Of a share of n independent observations, which may be a broken number above 0.</summary>
    public static (double Low, double High) Of(double share, double n, double confidence)
    {
        var z = ConfidenceLevel.Normal(confidence);
        var square = z * z / n;
        var centre = share + (square / 2);
        var margin = Math.Sqrt(square * ((share * (1 - share)) + (square / 4)));
        return (
            share == 0 ? 0 : Math.Max(0, (centre - margin) / (1 + square)),
            share == 1 ? 1 : Math.Min(1, (centre + margin) / (1 + square)));
    }
}
