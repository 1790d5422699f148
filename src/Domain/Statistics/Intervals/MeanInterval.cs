namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>
/// Student's interval of a mean: mean ± t s/√n, with the quantile of Student's t with n - 1 degrees of freedom.
/// </summary>
/// <remarks>Student (1908). The probable error of a mean. Biometrika 6, 1-25.</remarks>
public static class MeanInterval
{
    /// <summary>The interval, in the unit of the values.</summary>
    /// <param name="mean">The mean of the values.</param>
    /// <param name="deviation">Their standard deviation, with the divisor n - 1.</param>
    /// <param name="n">How many values, at least 2.</param>
    /// <param name="confidence">The confidence level, between 0 and 1.</param>
    public static (double Low, double High) Of(double mean, double deviation, long n, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        var reach = Quantile.Student(confidence, n - 1) * (deviation / Math.Sqrt(n));
        return (mean - reach, mean + reach);
    }
}
