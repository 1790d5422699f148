namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>
/// Student's interval of a mean: mean ± t s/√n, with the quantile of Student's t with n - 1 degrees of freedom.
/// </summary>
/// <remarks>Student (1908). The probable error of a mean. Biometrika 6, 1-25.</remarks>
public static class MeanInterval
{
    internal const string OneValue = "One value says nothing about its spread: there is no interval.";

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

    /// <summary>The mean of values with its interval; what the values are is said by the method.</summary>
    internal static Estimate Of(SampleMoments values, string method, double confidence) => values.N switch
    {
        0 => Estimate.Undefined(0, method, "There are no values."),
        1 => Estimate.Point(values.Mean, 1, method, OneValue),
        _ => Around(
            values.Mean, values.IsConstant ? 0 : values.Error, values.N - 1, values.N, method, confidence),
    };

    /// <summary>
    /// A mean, or a difference of means, ± t × its standard error. Without an error there is no interval: that few
    /// values are alike does not make their mean certain, as an interval without width would say.
    /// </summary>
    internal static Estimate Around(
        double mean,
        double error,
        double degreesOfFreedom,
        long n,
        string method,
        double confidence)
    {
        if (error == 0)
            return Estimate.Point(mean, n, method, "There is no spread, so that nothing says how sure the mean is.");
        // Where it is none, there may be no degrees of freedom either.
        if (!double.IsFinite(error))
            return Estimate.Point(mean, n, method, Estimate.TooLargeForInterval);
        var reach = Quantile.Student(confidence, degreesOfFreedom) * error;
        return Estimate.Within(mean, mean - reach, mean + reach, n, method);
    }
}
