using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>The correlations that <see cref="ScorePairAgreement"/> describes.</summary>
internal static class Correlations
{
    public static Estimate Pearson(in RunningCoMoments pairs, double confidence)
    {
        const string method = "Pearson's r; Fisher's z interval";
        if (pairs.N < 2)
            return Estimate.Undefined(pairs.N, method, CorrelationInterval.TooFewTargets);
        if (!InRange(pairs))
            return Estimate.Undefined(pairs.N, method, ScoreAgreement.OutOfRange);
        if (pairs.SquaresX == 0 || pairs.SquaresY == 0)
            return Estimate.Undefined(pairs.N, method, "One of the raters always gives the same score.");
        return CorrelationInterval.Around(
            Correlation(pairs), 1 / (pairs.N - 3.0), fewest: 4, pairs.N, method, confidence);
    }

    public static Estimate Concordance(in RunningCoMoments pairs, double confidence)
    {
        const string method = "Lin's concordance correlation; Lin's z interval";
        if (pairs.N < 2)
            return Estimate.Undefined(pairs.N, method, CorrelationInterval.TooFewTargets);
        if (!InRange(pairs))
            return Estimate.Undefined(pairs.N, method, ScoreAgreement.OutOfRange);
        var shift = pairs.MeanX - pairs.MeanY;
        var shifted = pairs.N * shift * shift;
        var whole = pairs.SquaresX + pairs.SquaresY + shifted;
        if (whole == 0)
            return Estimate.Undefined(pairs.N, method, "Both raters always give one and the same score.");
        var value = Math.Clamp(2 * pairs.Products / whole, -1, 1);
        if (pairs.SquaresX == 0 || pairs.SquaresY == 0)
            return Estimate.Point(value, pairs.N, method, "One of the raters always gives the same score.");

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
        return CorrelationInterval.Around(value, variance, fewest: 3, pairs.N, method, confidence);
    }

    private static double Correlation(in RunningCoMoments pairs) =>
        Math.Clamp(pairs.Products / Math.Sqrt(pairs.SquaresX) / Math.Sqrt(pairs.SquaresY), -1, 1);

    private static bool InRange(in RunningCoMoments pairs)
    {
        var shift = pairs.MeanX - pairs.MeanY;
        return double.IsFinite(pairs.SquaresX + pairs.SquaresY + pairs.Products + (pairs.N * shift * shift));
    }
}
