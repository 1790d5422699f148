using MathNet.Numerics;

namespace RunEvaluations.Domain.Statistics.Resampling;

/// <summary>
/// Draws from the binomial distribution in a time that does not grow with n. Written by hand, as MathNet's
/// Binomial.Sample makes n draws for one.
/// </summary>
/// <remarks>
/// Source: inversion (BINV) as in Kachitvichyanukul and Schmeiser 1988, Binomial random variate generation,
/// Communications of the ACM 31, where few successes are expected; elsewhere the transformed rejection BTRS of Hörmann
/// 1993, The generation of binomial random variates, Journal of Statistical Computation and Simulation 46.
/// </remarks>
public static class BinomialDraw
{
    /// <summary>BTRS is made for at least as many expected successes.</summary>
    private const double ManySuccesses = 10;

    /// <summary>The first of what <see cref="StirlingRest"/> says, where its series is not exact yet.</summary>
    private static readonly double[] Rests =
    [
        .. Enumerable.Range(0, 10).Select(k =>
            SpecialFunctions.FactorialLn(k) + k + 1 - Constants.LogSqrt2Pi - ((k + 0.5) * Math.Log(k + 1))),
    ];

    /// <summary>Number of successes in n independent trials, each with the probability.</summary>
    public static long Next(Xoshiro256 random, long n, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must lie between 0 and 1");
        if (n == 0 || probability == 0)
            return 0;
        if (probability == 1)
            return n;
        if (probability > 0.5)
            return n - AtMostHalf(random, n, 1 - probability);
        return AtMostHalf(random, n, probability);
    }

    private static long AtMostHalf(Xoshiro256 random, long n, double probability) =>
        n * probability < ManySuccesses ? ByInversion(random, n, probability) : ByRejection(random, n, probability);

    /// <summary>Goes through the probabilities of 0, 1, 2, ... successes until they exceed a random number.</summary>
    private static long ByInversion(Xoshiro256 random, long n, double probability)
    {
        var odds = probability / (1 - probability);
        var none = Math.Exp(n * double.LogP1(-probability));
        while (true)
        {
            var rest = random.NextDouble();
            var mass = none;
            for (long successes = 0; successes <= n; successes++)
            {
                if (rest < mass)
                    return successes;
                rest -= mass;
                mass *= odds * (n - successes) / (successes + 1);
                // What rounding has left over belongs nowhere: draw again.
                if (mass == 0)
                    break;
            }
        }
    }

    private static long ByRejection(Xoshiro256 random, long n, double p)
    {
        // The names are the paper's.
        var deviation = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * p);
        var c = (n * p) + 0.5;
        var surely = 0.92 - (4.2 / b);
        var alpha = (2.83 + (5.1 / b)) * deviation;
        var odds = p / (1 - p);
        var mode = Math.Floor((n + 1) * p);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / us) + b) * u) + c);
            if (us >= 0.07 && v <= surely)
                return (long)k;
            if (!(k >= 0 && k <= n))
                continue;
            var accepted = ((mode + 0.5) * Math.Log((mode + 1) / (odds * (n - mode + 1))))
                + ((n + 1) * Math.Log((n - mode + 1) / (n - k + 1)))
                + ((k + 0.5) * Math.Log(odds * (n - k + 1) / (k + 1)))
                + StirlingRest(mode) + StirlingRest(n - mode) - StirlingRest(k) - StirlingRest(n - k);
            if (Math.Log(v * alpha / ((a / (us * us)) + b)) <= accepted)
                return (long)k;
        }
    }

    /// <summary>
    /// log k! - (log √2π + (k + ½) log(k + 1) - (k + 1)). The logarithm of the gamma function would say the same, but
    /// differences of its large values lose the digits that decide.
    /// </summary>
    private static double StirlingRest(double k)
    {
        if (k < Rests.Length)
            return Rests[(int)k];
        var next = k + 1;
        return ((1.0 / 12) - (((1.0 / 360) - (1.0 / 1260 / (next * next))) / (next * next))) / next;
    }
}
