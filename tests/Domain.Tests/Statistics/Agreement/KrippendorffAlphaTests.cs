using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class KrippendorffAlphaTests
{
    [Theory]
    [InlineData(AgreementMetric.Nominal, 0.743)]
    [InlineData(AgreementMetric.Ordinal, 0.815)]
    [InlineData(AgreementMetric.Interval, 0.849)]
    [InlineData(AgreementMetric.Ratio, 0.797)]
    public void Krippendorffs_example_has_his_values(AgreementMetric metric, double expected)
    {
        var rows = Rated.Krippendorff.Select(row => row.Select(value => value - 1).ToArray());
        var alpha = Rated.AsCategories(rows, categories: 5, scale: [1, 2, 3, 4, 5])
            .KrippendorffAlpha(metric, 0.95, Rated.Bootstrap);

        Assert.Equal(expected, alpha.Value!.Value, 0.0005);
        Assert.Equal(11, alpha.N);
        Assert.True(Figures.AreSound(alpha) && alpha.Low < alpha.Value && alpha.High > alpha.Value);
    }

    [Theory]
    [InlineData(AgreementMetric.Interval, 0.849)]
    [InlineData(AgreementMetric.Ratio, 0.797)]
    public void Krippendorffs_example_has_his_values_as_scores(AgreementMetric metric, double expected)
    {
        var alpha = Rated.AsScores(Rated.Krippendorff).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap);

        Assert.Equal(expected, alpha.Value!.Value, 0.0005);
        Assert.Equal(11, alpha.N);
        Assert.True(Figures.AreSound(alpha) && alpha.Low < alpha.Value && alpha.High > alpha.Value);
    }

    [Fact]
    public void Of_categories_it_is_what_its_definition_says() =>
        Always.Holds(Rated.Rows, rows => Rated.Metrics.All(metric => Is(
            Naive(Rated.Comparable(rows), metric),
            Rated.AsCategories(rows).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap))));

    [Fact]
    public void Of_scores_it_is_what_its_definition_says() =>
        Always.Holds(
            Rated.Rows,
            rows => new[] { AgreementMetric.Interval, AgreementMetric.Ratio }.All(metric => Is(
                Naive(Rated.Comparable(rows), metric),
                Rated.AsScores(rows).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap))));

    [Fact]
    public void A_scale_counts_for_the_interval_and_the_ratio_metric_alone() =>
        Always.Holds(Rated.Rows, rows =>
        {
            double[] scale = [0, 0.5, 7, 100];
            var scaled = rows.Select(r => r.Select(v => double.IsNaN(v) ? v : scale[(int)v]).ToArray()).ToArray();
            return Rated.Metrics.All(metric => Is(
                Naive(Rated.Comparable(metric < AgreementMetric.Interval ? rows : scaled), metric),
                Rated.AsCategories(rows, scale: scale).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap)));
        });

    [Fact]
    public void The_interval_metric_depends_neither_on_origin_nor_on_unit() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var moved = rows.Select(row => row.Select(value => 1e9 + (value / 1_024)).ToArray());
            return Figures.AreClose(
                Rated.AsScores(rows).KrippendorffAlpha(AgreementMetric.Interval, 0.95, Rated.Bootstrap).Value,
                Rated.AsScores(moved).KrippendorffAlpha(AgreementMetric.Interval, 0.95, Rated.Bootstrap).Value,
                1e-3);
        });

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void No_scale_is_too_large_or_too_small(double unit)
    {
        var rows = Rated.Krippendorff.Select(row => row.Select(value => value - 1).ToArray());
        var alpha = Rated.AsCategories(rows, 5, [1 * unit, 2 * unit, 3 * unit, 4 * unit, 5 * unit]);

        Assert.Equal(0.849, Value(AgreementMetric.Interval), 0.0005);
        Assert.Equal(0.797, Value(AgreementMetric.Ratio), 0.0005);

        double Value(AgreementMetric metric) => alpha.KrippendorffAlpha(metric, 0.95, Rated.Bootstrap).Value!.Value;
    }

    [Fact]
    public void The_ratio_metric_refuses_negative_values()
    {
        double[][] rows = [[0, 1], [1, 1]];

        foreach (var alpha in new[]
        {
            Rated.AsCategories(rows, 2, [-1, 1]).KrippendorffAlpha(AgreementMetric.Ratio, 0.95, Rated.Bootstrap),
            Rated.AsScores([[0, -1], .. rows]).KrippendorffAlpha(AgreementMetric.Ratio, 0.95, Rated.Bootstrap),
        })
        {
            Assert.Null(alpha.Value);
            Assert.Equal("The ratio metric has no meaning for negative values.", alpha.Note);
        }
    }

    [Theory]
    [InlineData(AgreementMetric.Nominal)]
    [InlineData(AgreementMetric.Ordinal)]
    public void Scores_have_no_alpha_of_categories(AgreementMetric metric)
    {
        var alpha = Rated.AsScores([[0, 1], [1, 1]]).KrippendorffAlpha(metric, 0.95, Rated.Bootstrap);

        Assert.Null(alpha.Value);
        Assert.Contains("made for categories", alpha.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ratio_metric_takes_a_thousand_distinct_scores_and_not_one_more()
    {
        var agreement = Rated.AsScores(Enumerable.Range(0, 500).Select(i => new double[] { i, 999 - i }));
        var thousand = agreement.KrippendorffAlpha(AgreementMetric.Ratio, 0.95, Rated.Bootstrap);
        agreement.Add([new(0, 1_000), new(1, 3)]);
        var more = agreement.KrippendorffAlpha(AgreementMetric.Ratio, 0.95, Rated.Bootstrap);

        double[][] rows = [.. Enumerable.Range(0, 500).Select(i => new double[] { i, 999 - i })];
        Assert.Equal(Naive(rows, AgreementMetric.Ratio)!.Value, thousand.Value!.Value, 1e-9);
        Assert.EndsWith("bootstrap over 200 random groups of targets", thousand.Method, StringComparison.Ordinal);
        Assert.Equal((null, 501), (more.Value, more.N));
        Assert.Contains("more than 1,000 distinct values", more.Note, StringComparison.Ordinal);
        Assert.NotNull(agreement.KrippendorffAlpha(AgreementMetric.Interval, 0.95, Rated.Bootstrap).Value);
    }

    [Fact]
    public void Targets_in_random_groups_have_the_value_and_about_the_interval_of_targets_by_themselves()
    {
        var random = new Random(9);
        double[][] rows =
        [
            .. Enumerable.Range(0, 25_000).Select(_ =>
            {
                var (a, other) = (random.Next(4), random.Next(4));
                return new double[] { a, random.NextDouble() < 0.7 ? a : other };
            }),
        ];
        var scores = Rated.AsScores(rows);
        foreach (var metric in new[] { AgreementMetric.Interval, AgreementMetric.Ratio })
        {
            var single = Rated.AsCategories(rows).KrippendorffAlpha(metric, 0.95, new(1, 400));
            var grouped = scores.KrippendorffAlpha(metric, 0.95, new(1, 400));

            Assert.Contains("random groups of targets", grouped.Method, StringComparison.Ordinal);
            Assert.Equal(single.Value!.Value, grouped.Value!.Value, 1e-9);
            Assert.InRange((grouped.High - grouped.Low)!.Value / (single.High - single.Low)!.Value, 0.75, 1.33);
        }
    }

    private static bool Is(double? expected, Estimate estimate) =>
        Figures.AreSound(estimate) && Figures.AreClose(expected, estimate.Value);

    /// <summary>From the observed and the expected distances of all pairs, one by one.</summary>
    private static double? Naive(double[][] targets, AgreementMetric metric)
    {
        var values = targets.SelectMany(target => target).ToArray();
        double n = values.Length;
        var observed = targets.Sum(target => Distances(target) / (target.Length - 1)) / n;
        var expected = n < 2 ? 0 : Distances(values) / (n * (n - 1));
        return expected == 0 ? null : 1 - (observed / expected);

        double Distances(double[] of) => of.Sum(a => of.Sum(b => Distance(a, b)));

        double Distance(double a, double b) => a == b ? 0 : metric switch
        {
            AgreementMetric.Nominal => 1,
            AgreementMetric.Interval => (a - b) * (a - b),
            AgreementMetric.Ratio => Math.Pow((a - b) / (a + b), 2),
            _ => Math.Pow(
                values.Count(v => v >= Math.Min(a, b) && v <= Math.Max(a, b))
                - ((values.Count(v => v == a) + values.Count(v => v == b)) / 2.0),
                2),
        };
    }
}
