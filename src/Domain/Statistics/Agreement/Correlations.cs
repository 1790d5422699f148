using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>The correlations that <see cref="ScorePairAgreement"/> describes.</summary>
internal static class Correlations
{
    private const string Perfect = "A perfect correlation has no interval by this method.";

    public static Estimate Pearson(in RunningCoMoments pairs, double confidence)
    {
        const string Method = "Pearson's correlation; Fisher's z interval";
        if (pairs.N < 2)
            return Estimate.Undefined(pairs.N, Method, "A correlation takes at least two targets.");
        if (!InRange(pairs))
            return Estimate.Undefined(pairs.N, Method, ScoreAgreement.OutOfRange);
        if (pairs.SquaresX == 0 || pairs.SquaresY == 0)
            return Estimate.Undefined(pairs.N, Method, "One of the raters always gives the same score.");
        var r = Correlation(pairs);
        if (pairs.N < 4)
            return Estimate.Point(r, pairs.N, Method, "An interval takes at least four targets.");
        return Math.Abs(r) == 1
            ? Estimate.Point(r, pairs.N, Method, Perfect)
            : Transformed(r, 1 / Math.Sqrt(pairs.N - 3), pairs.N, Method, confidence);
    }

    public static Estimate Concordance(in RunningCoMoments pairs, double confidence)
    {
        const string Method = "Lin's concordance correlation; z-transform interval";
        if (pairs.N < 2)
            return Estimate.Undefined(pairs.N, Method, "A correlation takes at least two targets.");
        if (!InRange(pairs))
            return Estimate.Undefined(pairs.N, Method, ScoreAgreement.OutOfRange);
        var shift = pairs.MeanX - pairs.MeanY;
        var shifted = pairs.N * shift * shift;
        var whole = pairs.SquaresX + pairs.SquaresY + shifted;
        if (whole == 0)
            return Estimate.Undefined(pairs.N, Method, "Both raters always give one and the same score.");
        var value = Math.Clamp(2 * pairs.Products / whole, -1, 1);
        if (pairs.SquaresX == 0 || pairs.SquaresY == 0)
            return Estimate.Point(value, pairs.N, Method, "One of the raters always gives the same score.");
        if (pairs.N < 3)
            return Estimate.Point(value, pairs.N, Method, "An interval takes at least three targets.");
        if (Math.Abs(value) == 1)
            return Estimate.Point(value, pairs.N, Method, Perfect);

        // Lin's variance has the correlation r as a divisor. With the bias correction C = value / r, and C u² written
        // as 2 × shifted / whole, it has none that can be 0.
        var r = Correlation(pairs);
        var correction = 2 * Math.Sqrt(pairs.SquaresX) * Math.Sqrt(pairs.SquaresY) / whole;
        var square = value * value;
        var rest = 1 - square;
        var location = 2 * shifted / whole;
        var variance = (((1 - (r * r)) * correction * correction / rest)
            + (2 * square * (1 - value) * location / (rest * rest))
            - (square * location * location / (2 * rest * rest))) / (pairs.N - 2);
        return variance > 0
            ? Transformed(value, Math.Sqrt(variance), pairs.N, Method, confidence)
            : Estimate.Point(value, pairs.N, Method, "The scores lie on a line: this method has no interval.");
    }

    private static double Correlation(in RunningCoMoments pairs) =>
        Math.Clamp(pairs.Products / Math.Sqrt(pairs.SquaresX) / Math.Sqrt(pairs.SquaresY), -1, 1);

    private static bool InRange(in RunningCoMoments pairs)
    {
        var shift = pairs.MeanX - pairs.MeanY;
        return double.IsFinite(pairs.SquaresX + pairs.SquaresY + pairs.Products + (pairs.N * shift * shift));
    }

    private static Estimate Transformed(double value, double error, long n, string method, double confidence)
    {
        var margin = ConfidenceLevel.Normal(confidence) * error;
        var z = Math.Atanh(value);
        return Estimate.Within(value, Math.Tanh(z - margin), Math.Tanh(z + margin), n, method);
    }
}
