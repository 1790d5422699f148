namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>How many values there are, their mean, and their standard deviation with the divisor n - 1.</summary>
/// <remarks>
/// Two passes (Chan, Golub and LeVeque 1983, The American Statistician 37, 242-247), over values that are divided by a
/// power of two near the largest: so the square of 1e300 does not overflow, nor does that of 1e-300 vanish.
/// </remarks>
/// <param name="N">How many values.</param>
/// <param name="Mean">Their mean; 0 where there are none.</param>
/// <param name="Deviation">Their standard deviation; 0 where there are fewer than two or all are the same.</param>
internal readonly record struct SampleMoments(long N, double Mean, double Deviation)
{
    /// <summary>The distance from 1 to the next number, 2^-52.</summary>
    private const double Resolution = 2.220446049250313e-16;

    /// <summary>The standard error of the mean.</summary>
    public double Error => Deviation / Math.Sqrt(N);

    /// <summary>
    /// Whether the values differ by no more than the rounding of their own arithmetic, as 0.3 - 0.2 and 0.4 - 0.3 do: a
    /// spread that is only rounding makes any t statistic as large as one likes.
    /// </summary>
    public bool IsConstant => IsRounding(Deviation, Mean);

    /// <summary>The standard deviation as far as it is one: 0 where it is only rounding.</summary>
    public double Spread => IsConstant ? 0 : Deviation;

    /// <summary>Whether values of this size that deviate by so much may as well be the same.</summary>
    public static bool IsRounding(double deviation, double size) => deviation <= 10 * Resolution * Math.Abs(size);

    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return default;

        var (min, max) = Range(values);
        if (min == max)
            return new SampleMoments(values.Length, min, 0);

        var exponent = Math.ILogB(Math.Max(Math.Abs(min), Math.Abs(max)));
        var sum = 0.0;
        foreach (var value in values)
            sum += Math.ScaleB(value, -exponent);
        var mean = sum / values.Length;

        var (residuals, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            var residual = Math.ScaleB(value, -exponent) - mean;
            residuals += residual;
            squares += residual * residual;
        }

        // What the rounding of the mean left over is taken out of both.
        mean += residuals / values.Length;
        var variance = (squares - residuals * residuals / values.Length) / (values.Length - 1);
        return new SampleMoments(
            values.Length,
            Math.Clamp(Math.ScaleB(mean, exponent), min, max),
            Math.ScaleB(Math.Sqrt(Math.Max(0, variance)), exponent));
    }

    private static (double Min, double Max) Range(ReadOnlySpan<double> values)
    {
        var (min, max) = (values[0], values[0]);
        foreach (var value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return (min, max);
    }
}
