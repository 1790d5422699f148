using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Tests.Statistics.Description;

public sealed class ClusteredMeanTests
{
    private static readonly Gen<double[][]> Clusters =
        Gen.Choose(-40, 40).Select(i => i / 8.0).ArrayOf().Where(c => c.Length is > 0 and < 8).ArrayOf();

    private static readonly Gen<double> Extremes = Gen.Elements(
        0, 1, -1, 1e300, -1e300, 1e-300, double.Epsilon, double.MaxValue, double.MinValue, 1e160, 0.1);

    [Fact]
    public void Of_one_to_five_it_is_three_with_the_textbook_interval()
    {
        // s = √2.5, t with 4 degrees of freedom = 2.776445105: 3 ± 1.963243.
        var mean = Of([[1], [2], [3], [4], [5]]).Mean(0.95);

        Figures.AssertInterval(mean, 3, 1.036757, 4.963243, 1e-6);
        Assert.Equal((5, "Mean; t interval", null), (mean.N, mean.Method, mean.Note));
    }

    [Fact]
    public void Clusters_have_the_interval_that_can_be_computed_by_hand()
    {
        // Residual sums -3, 1, 2: variance 3/2 × 14 / 25 = 0.84, t with 2 degrees of freedom = 4.30265273.
        var mean = Of([[1, 2], [3, 4], [5]]).Mean(0.95);

        Figures.AssertInterval(mean, 3, 3 - (4.30265273 * Math.Sqrt(0.84)), 3 + (4.30265273 * Math.Sqrt(0.84)), 1e-7);
        Assert.Equal("Mean; t interval with cluster-robust standard error", mean.Method);
    }

    [Fact]
    public void It_is_what_its_definition_says() =>
        Always.Holds(Clusters, clusters =>
        {
            var values = clusters.SelectMany(c => c).ToArray();
            var of = Of(clusters);
            var estimate = of.Mean(0.9);
            if (values.Length == 0)
                return estimate is { Value: null, N: 0, Note: not null };
            var mean = values.Average();
            double n = values.Length, g = clusters.Length;
            var variance = clusters.Sum(c => Math.Pow(c.Sum() - (c.Length * mean), 2)) * g / (g - 1) / (n * n);
            var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (n - 1));
            var sound = Figures.AreSound(estimate)
                && Figures.AreClose(mean, estimate.Value)
                && (of.N, of.Clusters, of.Min, of.Max) == ((long)n, (long)g, values.Min(), values.Max())
                && Figures.AreClose(n < 2 ? null : deviation, of.StandardDeviation);
            if (g < 2 || variance < 1e-20)
                return sound && (g >= 2 || estimate is { Low: null, Note: not null });
            var margin = StudentT.InvCDF(0, 1, g - 1, 0.95) * Math.Sqrt(variance);
            return sound
                && Figures.AreClose(mean + margin, estimate.High)
                && Figures.AreClose(mean - margin, estimate.Low);
        });

    [Fact]
    public void Neither_the_order_of_clusters_nor_that_in_them_matters() =>
        Always.Holds(Clusters, clusters =>
        {
            var (one, other) = (Of(clusters), Of([.. clusters.Reverse().Select(c => c.Reverse().ToArray())]));
            return Figures.AreClose(one.Mean(0.95).Value, other.Mean(0.95).Value)
                && Figures.AreClose(one.StandardDeviation, other.StandardDeviation);
        });

    [Theory]
    [InlineData(1e9)]
    [InlineData(-1e12)]
    public void Large_values_that_differ_little_lose_no_digits(double shift)
    {
        // Eighths, so that the shifted values are exact; the first is far off, so that it is no help as an origin.
        double[][] clusters =
        [
            .. Enumerable.Range(0, 300).Select(i => new[] { i * 7 % 13 / 8.0, i * 5 % 11 / 8.0, i % 3 }),
        ];
        var plain = Of(clusters);
        var shifted = Of([.. clusters.Select(c => c.Select(v => v + shift).ToArray())]);

        Assert.Equal(plain.StandardDeviation!.Value, shifted.StandardDeviation!.Value, 1e-4 * Math.Abs(shift) / 1e12);
        var (one, other) = (plain.Mean(0.95), shifted.Mean(0.95));
        Assert.Equal((one.High - one.Low)!.Value, (other.High - other.Low)!.Value, 1e-3 * Math.Abs(shift) / 1e12);
    }

    [Fact]
    public void An_outlier_at_first_does_not_spoil_what_follows()
    {
        var of = Of([[0.0], .. Enumerable.Range(0, 999).Select(i => new[] { 1e9 + (i % 2) })]);
        var (mean, n) = ((((1e9 + 0.5) * 998) + 1e9) / 1_000, 1_000.0);
        var squares = (mean * mean) + (500 * Math.Pow(1e9 - mean, 2)) + (499 * Math.Pow(1e9 + 1 - mean, 2));

        Assert.Equal(1, of.StandardDeviation!.Value / Math.Sqrt(squares / (n - 1)), 1e-12);
    }

    [Fact]
    public void An_open_cluster_counts_as_it_stands_and_an_empty_one_does_not()
    {
        var of = new ClusteredMean();
        of.EndCluster();
        of.Add(1);
        of.EndCluster();
        of.EndCluster();
        of.Add(3);

        Assert.Equal((2, 2), (of.N, of.Clusters));
        var open = of.Mean(0.95);
        of.EndCluster();
        Assert.Equal(of.Mean(0.95), open);
    }

    [Fact]
    public void A_single_cluster_has_a_mean_without_an_interval()
    {
        var mean = Of([[1, 3]]).Mean(0.95);

        Assert.Equal((2.0, null, null, 2), (mean.Value, mean.Low, mean.High, mean.N));
        Assert.Equal("The ratings are of a single run, and an interval takes at least two.", mean.Note);
    }

    [Fact]
    public void Values_that_do_not_differ_have_no_interval()
    {
        var mean = Of([[0.1], [0.1, 0.1], [0.1]]).Mean(0.95);

        Assert.Equal((0.1, null, null), (mean.Value, mean.Low, mean.High));
        Assert.Equal("There is no spread, so that nothing says how sure the mean is.", mean.Note);
    }

    [Fact]
    public void Values_that_only_the_order_of_adding_them_parts_have_no_interval()
    {
        var mean = Of([[0.1, 0.2, 0.4], [0.4, 0.2, 0.1], [0.2, 0.4, 0.1], [0.4, 0.1, 0.2]]).Mean(0.95);

        Assert.Equal(0.7 / 3, mean.Value!.Value, 1e-15);
        Assert.Equal(
            (null, null, "There is no spread, so that nothing says how sure the mean is."), (mean.Low, mean.High, mean.Note));
    }

    [Fact]
    public void No_figure_is_ever_not_a_number() =>
        Always.Holds(Extremes.ArrayOf().ArrayOf(), clusters =>
        {
            var of = Of(clusters);
            return Figures.AreSound(of.Mean(0.95)) && of.StandardDeviation is null or >= 0 and <= double.MaxValue;
        });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_finite_number_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClusteredMean().Add(value));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void Confidence_is_a_share(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([[1], [2]]).Mean(confidence));

    private static ClusteredMean Of(double[][] clusters)
    {
        var mean = new ClusteredMean();
        foreach (var cluster in clusters)
        {
            foreach (var value in cluster)
                mean.Add(value);
            mean.EndCluster();
        }

        return mean;
    }
}
