using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Tests.Statistics.Description;

public sealed class ClusteredCategoriesTests
{
    private const int Categories = 3;

    private static readonly Gen<int[][]> Clusters =
        Gen.Choose(0, Categories - 1).ArrayOf().Where(c => c.Length is > 0 and < 8).ArrayOf();

    /// <summary>Newcombe 1998, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17,
    /// table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void With_one_rating_in_each_run_the_interval_is_Wilsons(int count, int n, double low, double high)
    {
        var share = Of([.. Enumerable.Range(0, n).Select(i => new[] { i < count ? 1 : 0 })]).Share(1, 0.95);

        Figures.AssertInterval(share, (double)count / n, low, high, 0.00005);
        Assert.Equal((n, "Share; Wilson score interval"), (share.N, share.Method));
    }

    [Fact]
    public void With_one_rating_in_each_run_the_effective_size_is_exactly_the_number_of_ratings() =>
        Always.Holds(
            Gen.Choose(0, Categories - 1).NonEmptyListOf(),
            ratings =>
            {
                var of = Of([.. ratings.Select(r => new[] { r })]);
                return Enumerable.Range(0, Categories).All(k =>
                {
                    var (low, high) = Wilson((double)of.Count(k) / of.N, of.N);
                    var share = of.Share(k, 0.95);
                    return Figures.AreClose(low, share.Low, 1e-14) && Figures.AreClose(high, share.High, 1e-14);
                });
            });

    [Fact]
    public void It_is_what_its_definition_says() =>
        Always.Holds(Clusters, clusters => Enumerable.Range(0, Categories).All(k =>
        {
            var of = Of(clusters);
            var share = of.Share(k, 0.95);
            double n = clusters.Sum(c => c.Length), g = clusters.Length;
            if (n == 0)
                return share is { Value: null, N: 0, Note: not null };
            var p = clusters.Sum(c => c.Count(r => r == k)) / n;
            var robust = clusters.Sum(c => Math.Pow(c.Count(r => r == k) - (c.Length * p), 2)) * g / (g - 1) / n / n;
            var effect = robust / (p * (1 - p) / (n - 1));
            var sound = Figures.AreSound(share) && Figures.AreClose(p, share.Value) && (of.N, of.Clusters) == (n, g);
            if (p is > 0 and < 1 && g == 1)
                return sound && share is { Low: null, Note: not null };
            var (low, high) = Wilson(p, p is > 0 and < 1 ? Math.Min(n, n / effect) : g);
            return sound && Figures.AreClose(low, share.Low, 1e-9) && Figures.AreClose(high, share.High, 1e-9);
        }));

    [Fact]
    public void Runs_whose_ratings_are_all_alike_count_once_each()
    {
        // Ten ratings in each of 40 runs, none of which differ: as good as 40 ratings.
        var share = Of([.. Enumerable.Range(0, 40).Select(i => Enumerable.Repeat(i < 10 ? 1 : 0, 10).ToArray())])
            .Share(1, 0.95);
        var (low, high) = Wilson(0.25, 40);

        // Not exactly: of 400 ratings the variance is corrected by 399, of 40 by 39.
        Figures.AssertInterval(share, 0.25, low, high, 0.005);
    }

    [Fact]
    public void Never_is_the_interval_narrower_than_that_of_independent_ratings()
    {
        // Each run has exactly one of each: no variance at all between runs.
        var share = Of([[0, 1], [1, 0], [0, 1]]).Share(0, 0.95);
        var (low, high) = Wilson(0.5, 6);

        Figures.AssertInterval(share, 0.5, low, high, 1e-12);
    }

    [Fact]
    public void Millions_of_ratings_lose_no_digits()
    {
        var of = new ClusteredCategories(2);
        for (var run = 0; run < 1_000; run++)
        {
            for (var i = 0; i < 3_000; i++)
                of.Add(i < 1_500 + (run % 2) ? 0 : 1);
            of.EndCluster();
        }

        // The runs differ by one rating in 3,000: far less than independent ratings would.
        var (low, high) = Wilson(0.5 + (0.5 / 3_000), 3_000_000);
        Figures.AssertInterval(of.Share(0, 0.95), 0.5 + (0.5 / 3_000), low, high, 1e-12);
    }

    [Fact]
    public void An_open_cluster_counts_as_it_stands_and_an_empty_one_does_not()
    {
        var of = Of([[0, 1, 1], [0, 0]]);
        of.EndCluster();
        foreach (var rating in new[] { 1, 1, 2 })
            of.Add(rating);

        Assert.Equal((8, 3, 3, 4, 1), (of.N, of.Clusters, of.Count(0), of.Count(1), of.Count(2)));
        var open = of.Share(1, 0.95);
        of.EndCluster();
        Assert.Equal((3, of.Share(1, 0.95)), (of.Clusters, open));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Categories)]
    public void There_is_no_such_category(int category) =>
        Assert.Throws<IndexOutOfRangeException>(() => Of([]).Add(category));

    private static (double Low, double High) Wilson(double p, double n)
    {
        var z = Normal.InvCDF(0, 1, 0.975);
        var root = z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        var centre = p + (z * z / (2 * n));
        var whole = 1 + (z * z / n);
        return (Math.Max(0, (centre - root) / whole), Math.Min(1, (centre + root) / whole));
    }

    private static ClusteredCategories Of(int[][] clusters)
    {
        var categories = new ClusteredCategories(Categories);
        foreach (var cluster in clusters)
        {
            foreach (var category in cluster)
                categories.Add(category);
            categories.EndCluster();
        }

        return categories;
    }
}
