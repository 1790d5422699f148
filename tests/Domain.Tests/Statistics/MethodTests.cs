using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Calibration;
using RunEvaluations.Domain.Statistics.Comparison;
using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Tests.Statistics.Agreement;

namespace RunEvaluations.Domain.Tests.Statistics;

/// <summary>Callers show what a figure is called: the same interval has the same name everywhere.</summary>
public sealed class MethodTests
{
    [Fact]
    public void Every_share_has_the_Wilson_score_interval()
    {
        var matrix = new ConfusionMatrix(2);
        var shares = new ClusteredCategories(2);
        var compared = PairedSamples.Compare([], [], new ComparisonSettings(EvaluationValueType.Binary));

        Assert.Equal(
            [
                "Accuracy; Wilson score interval",
                "Precision; Wilson score interval",
                "Recall; Wilson score interval",
                "F1; Wilson score interval of Jaccard's index, transformed",
                "Share; Wilson score interval",
                "Share of yes; Wilson score interval",
                "Cohen's g (the candidate's share of the pairs that differ, less 1/2); Wilson score interval",
                "Observed agreement; Wilson score interval",
            ],
            Methods(
                matrix.Accuracy(0.95),
                matrix.Precision(0, 0.95),
                matrix.Recall(0, 0.95),
                matrix.F1(0, 0.95),
                shares.Share(0, 0.95),
                compared.Baseline,
                compared.EffectSize,
                Rated.AsCategories([[0, 1]]).Pairs(0.95, Rated.Bootstrap)[0].ObservedAgreement));
    }

    [Fact]
    public void Every_mean_has_the_t_interval()
    {
        var scores = new PairedScores();
        var compared = PairedSamples.Compare([], [], new ComparisonSettings(EvaluationValueType.Continuous));
        var raters = Rated.AsScores([[0, 1]]);

        Assert.Equal(
            [
                "Mean; t interval",
                "Mean; t interval",
                "Mean error; t interval",
                "Mean absolute error; t interval",
                "Mean difference of pairs; t interval",
                "Difference of means; Welch's t interval",
                "Mean difference; t interval over targets",
                "Mean absolute difference; t interval over targets",
                "Mean difference from the mean of the other raters; t interval over targets",
            ],
            Methods(
                new ClusteredMean().Mean(0.95),
                compared.Baseline,
                scores.MeanError(0.95),
                scores.MeanAbsoluteError(0.95),
                compared.Difference,
                DifferenceOfMeans.Unpaired([], [], 0.95),
                raters.Pairs(0.95)[0].MeanDifference,
                raters.Pairs(0.95)[0].MeanAbsoluteDifference,
                raters.Biases(0.95)[0].Bias));
    }

    [Fact]
    public void Every_correlation_has_a_z_interval()
    {
        var scores = new PairedScores();
        var raters = Rated.AsScores([[0, 1]]).Pairs(0.95)[0];

        Assert.Equal(
            [
                "Pearson's r; Fisher's z interval",
                "Pearson's r; Fisher's z interval",
                "Spearman's rho; Bonett and Wright's z interval",
                "Kendall's tau-b; Bonett and Wright's z interval",
                "Lin's concordance correlation; Lin's z interval",
            ],
            Methods(
                scores.Pearson(0.95),
                raters.Pearson,
                scores.Spearman(0.95),
                scores.KendallTauB(0.95),
                raters.ConcordanceCorrelation));
    }

    private static IEnumerable<string> Methods(params IEnumerable<Estimate> estimates) =>
        estimates.Select(estimate => estimate.Method);
}
