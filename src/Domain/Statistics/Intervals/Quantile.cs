using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>How far from the middle a two-sided interval reaches, in standard errors.</summary>
internal static class Quantile
{
    /// <summary>The z with P(|Z| ≤ z) = <paramref name="confidence"/> of a standard normal Z.</summary>
    public static double Normal(double confidence) =>
        -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 - Checked(confidence)) / 2);

    /// <summary>
    /// The t with P(|T| ≤ t) = <paramref name="confidence"/> of Student's T. MathNet's own inverse searches between
    /// -800 and 800 alone, too little for few degrees of freedom; its root finder and its distribution are used beyond
    /// that.
    /// </summary>
    public static double Student(double confidence, double degreesOfFreedom)
    {
        var tail = 1 - Checked(confidence);
        var high = 1.0;
        while (StudentTail(high, degreesOfFreedom) > tail)
            high *= 2;

        var low = high > 1 ? high / 2 : 0;
        return Brent.FindRoot(t => StudentTail(t, degreesOfFreedom) / tail - 1, low, high, 1e-12);
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

    private static double Checked(double confidence) => confidence is > 0 and < 1
        ? confidence
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "must lie between 0 and 1");
}
