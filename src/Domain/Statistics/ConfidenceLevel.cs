using MathNet.Numerics.Distributions;

namespace RunEvaluations.Domain.Statistics;

/// <summary>What a two-sided interval takes from its level of confidence, which is a share: 0.95 for 95 %.</summary>
internal static class ConfidenceLevel
{
    /// <summary>
    /// Above it the quantiles of t with few degrees of freedom leave the range in which they can be found.
    /// </summary>
    private const double Highest = 0.999999;

    /// <summary>From here on the expansion is exact to all digits, and the incomplete beta function is slow.</summary>
    private const double ManyDegreesOfFreedom = 1e5;

    /// <summary>The probability above the interval, which is the one below it too.</summary>
    public static double Tail(double confidence) => confidence is > 0 and <= Highest
        ? (1 - confidence) / 2
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "must lie between 0 and 0.999999");

    /// <summary>The quantile of the standard normal distribution that leaves half of the rest above it.</summary>
    public static double Normal(double confidence) =>
        -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Tail(confidence));

    /// <summary>The same of Student's t distribution.</summary>
    public static double Student(double confidence, double degreesOfFreedom)
    {
        var tail = Tail(confidence);
        return degreesOfFreedom switch
        {
            // MathNet looks for the quantile between -800 and 800 alone; these two have closed forms.
            1 => 1 / Math.Tan(Math.PI * tail),
            2 => (1 - (2 * tail)) / Math.Sqrt(2 * tail * (1 - tail)),
            >= ManyDegreesOfFreedom => Expanded(Normal(confidence), degreesOfFreedom),
            _ => -StudentT.InvCDF(0, 1, degreesOfFreedom, tail),
        };
    }

    /// <summary>Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.7.5, to the second order.</summary>
    private static double Expanded(double z, double degreesOfFreedom)
    {
        var square = z * z;
        var first = z * (square + 1) / 4;
        var second = z * ((((5 * square) + 16) * square) + 3) / 96;
        return z + ((first + (second / degreesOfFreedom)) / degreesOfFreedom);
    }
}
