using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>What <see cref="ScorePairAgreement"/> needs, kept as targets arrive.</summary>
internal sealed class ScorePair
{
    private RunningCoMoments scores;

    // Of their own, as the variance of the difference would cancel out of those of the scores.
    private RunningMoments differences;
    private RunningMoments absoluteDifferences;

    public void Add(double a, double b)
    {
        scores.Add(a, b);
        differences.Add(a - b);
        absoluteDifferences.Add(Math.Abs(a - b));
    }

    public ScorePairAgreement Agreement(int raterA, int raterB, double confidence) => new(
        raterA,
        raterB,
        scores.N,
        MeanInterval.Of(differences.ToSample(), "Mean difference; t interval over targets", confidence),
        MeanInterval.Of(absoluteDifferences.ToSample(), "Mean absolute difference; t interval over targets", confidence)
            .Inside(0, double.PositiveInfinity),
        Correlations.Pearson(scores, confidence),
        Correlations.Concordance(scores, confidence));
}
