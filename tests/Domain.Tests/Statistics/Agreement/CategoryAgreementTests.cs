using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class CategoryAgreementTests
{
    [Fact]
    public void It_counts_targets_and_ratings()
    {
        var agreement = Rated.AsCategories([[0, 1, 2], [0, Rated.None, 1], [0], []]);

        Assert.Equal((4, 2, 6), (agreement.Targets, agreement.ComparableTargets, agreement.Ratings));
    }

    [Fact]
    public void Shuffling_targets_and_ratings_changes_nothing() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var shuffled = new CategoryAgreement(Rated.Categories);
            foreach (var target in Rated.Shuffled(rows, seed: rows.Length))
                shuffled.Add(target);
            var plain = Rated.AsCategories(rows);
            return OverAllRaters(plain).SequenceEqual(OverAllRaters(shuffled))
                && plain.Pairs(0.95, Rated.Bootstrap).SequenceEqual(shuffled.Pairs(0.95, Rated.Bootstrap))
                && plain.Biases(0.95).Zip(shuffled.Biases(0.95)).All(b => b.First.Rater == b.Second.Rater
                    && Figures.AreClose(b.First.Bias.Value, b.Second.Bias.Value)
                    && Figures.AreClose(b.First.Bias.Low, b.Second.Bias.Low));
        });

    [Fact]
    public void Another_name_for_each_category_changes_nothing_nominal() =>
        Always.Holds(Rated.Rows, rows =>
        {
            int[] names = [2, 0, 3, 1];
            var renamed = Rated.AsCategories(rows.Select(row =>
                row.Select(v => double.IsNaN(v) ? v : names[(int)v]).ToArray()));
            var plain = Rated.AsCategories(rows);
            return Nominal(plain).Zip(Nominal(renamed)).All(v => Figures.AreClose(v.First, v.Second));
        });

    [Fact]
    public void Turning_the_order_of_categories_round_changes_no_ordered_figure() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var turned = Rated.AsCategories(rows.Select(row => row.Select(v => Rated.Categories - 1 - v).ToArray()));
            var plain = Rated.AsCategories(rows);
            return Ordered(plain).Zip(Ordered(turned)).All(v => Figures.AreClose(v.First, v.Second))
                && plain.Biases(0.95).Zip(turned.Biases(0.95))
                    .All(b => Figures.AreClose(b.First.Bias.Value, -b.Second.Bias.Value));
        });

    [Fact]
    public void Perfect_agreement_is_exactly_one()
    {
        var agreement = Rated.AsCategories([[0, 0, 0], [1, 1, 1], [3, 3, Rated.None], [1, 1, 1]]);

        Assert.All(OverAllRaters(agreement), e => Assert.Equal(1, e.Value));
        Assert.All(
            agreement.Pairs(0.95, Rated.Bootstrap).SelectMany(Of),
            e => Assert.Equal(1, e.Value));
        Assert.Equal(
            "All resamples give the same figure: nothing says how sure it is.",
            agreement.FleissKappa(0.95, Rated.Bootstrap).Note);
    }

    [Fact]
    public void One_category_alone_defines_no_figure_that_allows_for_chance()
    {
        var agreement = Rated.AsCategories([[2, 2], [2, 2], [2, 2]]);

        var note = "All ratings are the same, so that agreement by chance is certain: there is no value.";
        Assert.Equal(1, agreement.ObservedAgreement(0.95, Rated.Bootstrap).Value);
        Assert.All(OverAllRaters(agreement).Skip(1), e => Assert.Equal((null, note), (e.Value, e.Note)));
    }

    [Fact]
    public void More_targets_after_figures_were_read_count_too()
    {
        var agreement = Rated.AsCategories([[0, 0], [1, 1]]);
        Assert.Equal(1, agreement.ObservedAgreement(0.95, Rated.Bootstrap).Value);
        agreement.Add([new(0, 0), new(1, 1)]);

        Assert.Equal(2 / 3.0, agreement.ObservedAgreement(0.95, Rated.Bootstrap).Value!.Value, 1e-15);
    }

    [Fact]
    public void Every_figure_is_sound() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var agreement = Rated.AsCategories(rows, scale: [-1e300, 0, 1e-300, 1e300]);
            return Figures.AreSound(OverAllRaters(agreement))
                && Figures.AreSound(agreement.Pairs(0.95, Rated.Bootstrap).SelectMany(Of))
                && Figures.AreSound(agreement.Biases(0.95).Select(b => b.Bias));
        });

    [Fact]
    public void What_cannot_be_the_ratings_of_a_target_is_refused_and_changes_nothing()
    {
        var agreement = new CategoryAgreement(2);

        Assert.Throws<ArgumentException>(() => agreement.Add([new(1, 0), new(0, 0), new(1, 1)]));
        foreach (var value in new[] { -1, 2, 0.5, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => agreement.Add([new(0, 0), new(1, value)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => agreement.Add([new(-1, 0)]));
        Assert.Equal((0, 0), (agreement.Targets, agreement.Ratings));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(CategoryAgreement.MaxCategories + 1)]
    public void There_is_no_such_number_of_categories(int categories) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CategoryAgreement(categories));

    [Fact]
    public void A_scale_has_a_finite_number_for_each_category()
    {
        Assert.Throws<ArgumentException>(() => new CategoryAgreement(2, [1]));
        Assert.Throws<ArgumentException>(() => new CategoryAgreement(2, [1, double.NaN]));
    }

    private static IEnumerable<Estimate> OverAllRaters(CategoryAgreement agreement) =>
    [
        agreement.ObservedAgreement(0.95, Rated.Bootstrap),
        agreement.FleissKappa(0.95, Rated.Bootstrap),
        .. Rated.Metrics.Select(metric => agreement.KrippendorffAlpha(metric, 0.95, Rated.Bootstrap)),
    ];

    private static IEnumerable<double?> Nominal(CategoryAgreement agreement) =>
    [
        agreement.ObservedAgreement(0.95, Rated.Bootstrap).Value,
        agreement.FleissKappa(0.95, Rated.Bootstrap).Value,
        agreement.KrippendorffAlpha(AgreementMetric.Nominal, 0.95, Rated.Bootstrap).Value,
        .. agreement.Pairs(0.95, Rated.Bootstrap).Select(p => p.Kappa.Value),
    ];

    private static IEnumerable<double?> Ordered(CategoryAgreement agreement) =>
    [
        agreement.KrippendorffAlpha(AgreementMetric.Ordinal, 0.95, Rated.Bootstrap).Value,
        agreement.KrippendorffAlpha(AgreementMetric.Interval, 0.95, Rated.Bootstrap).Value,
        .. agreement.Pairs(0.95, Rated.Bootstrap).SelectMany(Of).Select(e => e.Value),
    ];

    private static IEnumerable<Estimate> Of(PairAgreement pair) =>
        [pair.ObservedAgreement, pair.Kappa, pair.LinearKappa, pair.QuadraticKappa];
}
