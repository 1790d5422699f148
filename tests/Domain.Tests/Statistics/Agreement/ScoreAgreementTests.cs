using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class ScoreAgreementTests
{
    private static readonly Gen<double[][]> Extremes =
        from raters in Gen.Choose(1, 4)
        from targets in Gen.Choose(0, 6)
        from rows in Gen.Elements(
            0, 1, 1e-300, double.Epsilon, 1e160, 1e300, -1e300, double.MaxValue, double.MinValue, 0.1, Rated.None)
            .ArrayOf(raters).ArrayOf(targets)
        select rows;

    [Fact]
    public void It_counts_targets_and_ratings()
    {
        var agreement = Rated.AsScores([[0.5, 1, 2], [0, Rated.None, 1], [0], []]);

        Assert.Equal((4, 2, 6), (agreement.Targets, agreement.ComparableTargets, agreement.Ratings));
    }

    [Fact]
    public void Every_figure_is_sound_however_large_or_small_the_scores() =>
        Always.Holds(Extremes, rows => Figures.AreSound(Everything(Rated.AsScores(rows))));

    [Fact]
    public void Every_figure_is_sound_for_no_negative_scores_too() =>
        Always.Holds(
            Extremes,
            rows => Figures.AreSound(Everything(Rated.AsScores(rows.Select(row => row.Select(Math.Abs).ToArray())))));

    [Fact]
    public void Shuffling_targets_and_ratings_changes_nothing() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var shuffled = new ScoreAgreement();
            foreach (var target in Rated.Shuffled(rows, seed: rows.Length))
                shuffled.Add(target);
            return Everything(Rated.AsScores(rows)).Zip(Everything(shuffled)).All(e =>
                e.First.N == e.Second.N && Figures.AreClose(e.First.Value, e.Second.Value));
        });

    [Fact]
    public void Shuffling_targets_leaves_even_the_intervals_of_alpha_as_they_are() =>
        Always.Holds(Rated.Rows, rows => new[] { AgreementMetric.Interval, AgreementMetric.Ratio }.All(metric =>
            Rated.AsScores(rows).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap)
            == Rated.AsScores(rows.Reverse()).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap)));

    [Fact]
    public void Perfect_agreement_is_exactly_one()
    {
        var agreement = Rated.AsScores([[0.1, 0.1, 0.1], [1e9, 1e9, 1e9], [7, 7, Rated.None]]);

        Assert.Equal(1, agreement.KrippendorffAlpha(AgreementMetric.Interval, 0.95, Rated.Bootstrap).Value);
        Assert.Equal(1, agreement.KrippendorffAlpha(AgreementMetric.Ratio, 0.95, Rated.Bootstrap).Value);
    }

    [Theory]
    [InlineData(AgreementMetric.Interval)]
    [InlineData(AgreementMetric.Ratio)]
    public void Without_two_ratings_of_a_target_or_two_different_ones_there_is_no_alpha(AgreementMetric metric)
    {
        var none = Rated.AsScores([[1], [2]]).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap);
        var same = Rated.AsScores([[0.1, 0.1], [0.1, 0.1]]).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap);

        Assert.Equal((null, 0, "No target has two or more ratings."), (none.Value, none.N, none.Note));
        Assert.Equal(
            (null, 2, "All ratings are the same, so that no disagreement is expected: there is no value."),
            (same.Value, same.N, same.Note));
    }

    [Fact]
    public void What_cannot_be_the_ratings_of_a_target_is_refused()
    {
        var agreement = new ScoreAgreement();

        Assert.Throws<ArgumentException>(() => agreement.Add([new(1, 0.5), new(1, 0.5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => agreement.Add([new(0, double.NaN)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => agreement.Add([new(-1, 0)]));
        Assert.Equal(0, agreement.Targets);
    }

    private static IEnumerable<Estimate> Everything(ScoreAgreement agreement) =>
    [
        .. Rated.Metrics.Select(metric => agreement.KrippendorffAlpha(metric, 0.95, Rated.Bootstrap)),
        .. agreement.Biases(0.95).Select(bias => bias.Bias),
        .. agreement.Pairs(0.95).SelectMany(pair => new[]
        {
            pair.MeanDifference, pair.MeanAbsoluteDifference, pair.Pearson, pair.ConcordanceCorrelation,
        }),
    ];
}
