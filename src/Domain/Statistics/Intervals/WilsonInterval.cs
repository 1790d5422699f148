namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>
/// The score interval of a proportion: all π for which the observed share p = x/n is not refuted by the score test,
/// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). It lies within [0, 1] and has a width also where p is 0 or 1.
/// </summary>
/// <remarks>
/// Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American
/// Statistical Association 22, 209-212. Without continuity correction, method 3 of Newcombe (1998), Statistics in
/// Medicine 17, 857-872; recommended by Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.
/// </remarks>
public static class WilsonInterval
{
    /// <summary>The interval; [0, 1] where there are no observations, which say nothing.</summary>
    /// <param name="successes">From 0 to n.</param>
    /// <param name="n">How many observations.</param>
    /// <param name="confidence">The confidence level, between 0 and 1.</param>
    public static (double Low, double High) Of(double successes, double n, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        return Around(n == 0 ? 0 : successes / n, n, confidence);
    }

    /// <summary>The same around a share, of observations whose number need not be whole.</summary>
    internal static (double Low, double High) Around(double share, double n, double confidence)
    {
        var z = Quantile.Normal(confidence);
        if (n == 0)
            return (0, 1);

        var ratio = z / n * z;
        var middle = share + ratio / 2;
        var reach = Math.Sqrt(share * (1 - share) * ratio + ratio * ratio / 4);
        // At the ends the limit is exact; computed, it would differ from 0 or 1 by a rounding.
        var low = share == 0 ? 0 : Math.Max(0, (middle - reach) / (1 + ratio));
        var high = share == 1 ? 1 : Math.Min(1, (middle + reach) / (1 + ratio));
        return (Math.Min(low, share), Math.Max(high, share));
    }

    /// <summary>A share of observations, of which there are some, with its interval.</summary>
    internal static Estimate Share(long successes, long n, string method, double confidence)
    {
        var (low, high) = Of(successes, n, confidence);
        return Estimate.Within((double)successes / n, low, high, n, method);
    }
}
