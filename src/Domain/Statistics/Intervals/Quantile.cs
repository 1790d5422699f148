using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>
/// How far from the middle a two-sided interval reaches, in standard errors. The confidence is a share between 0 and 1:
/// 0.95 for 95 %.
/// </summary>
internal static class Quantile
{
    /// <summary>From here on the expansion is exact to all digits, and the incomplete beta function is slow.</summary>
    private const double ManyDegreesOfFreedom = 1e5;

    /// <summary>The probability below the interval, which is the one above it too.</summary>
    public static double OneTail(double confidence) => (1 - Checked(confidence)) / 2;

    /// <summary>The z with P(|Z| ≤ z) = <paramref name="confidence"/> of a standard normal Z.</summary>
    public static double Normal(double confidence) =>
        -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, OneTail(confidence));

    /// <summary>The t with P(|T| ≤ t) = <paramref name="confidence"/> of Student's T.</summary>
    public static double Student(double confidence, double degreesOfFreedom)
    {
        var tail = OneTail(confidence);
        return degreesOfFreedom switch
        {
            1 => 1 / Math.Tan(Math.PI * tail),
            2 => (1 - 2 * tail) / Math.Sqrt(2 * tail * (1 - tail)),
            >= ManyDegreesOfFreedom => Expanded(Normal(confidence), degreesOfFreedom),
            _ => Found(2 * tail, degreesOfFreedom),
        };
    }

    /// <summary>
    /// P(|T| ≥ |t|): I_x(ν/2, 1/2) with x = ν/(ν + t²), which keeps small tails exact where 1 - CDF would lose them.
    /// Beyond 10⁸ degrees of freedom MathNet's incomplete beta function is less accurate than the normal limit.
    /// </summary>
    public static double StudentTail(double t, double degreesOfFreedom) => degreesOfFreedom > 1e8
        ? NormalTail(t)
        : SpecialFunctions.BetaRegularized(
            degreesOfFreedom / 2,
            0.5,
            degreesOfFreedom / (degreesOfFreedom + t * t));

    /// <summary>P(|Z| ≥ |z|).</summary>
    public static double NormalTail(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>
    /// By MathNet's root finder, as its own inverse searches between -800 and 800 alone: too little for few degrees of
    /// freedom.
    /// </summary>
    private static double Found(double tails, double degreesOfFreedom)
    {
        var high = 1.0;
        while (StudentTail(high, degreesOfFreedom) > tails)
            high *= 2;

        var low = high > 1 ? high / 2 : 0;
        return Brent.FindRoot(t => StudentTail(t, degreesOfFreedom) / tails - 1, low, high, 1e-12);
    }

    /// <summary>Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.7.5, to the second order.</summary>
    private static double Expanded(double z, double degreesOfFreedom)
    {
        var square = z * z;
        var first = z * (square + 1) / 4;
        var second = z * ((5 * square + 16) * square + 3) / 96;
        return z + (first + second / degreesOfFreedom) / degreesOfFreedom;
    }

    private static double Checked(double confidence) => confidence is > 0 and < 1
        ? confidence
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "must lie between 0 and 1");
}
