using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Resampling;

public sealed class BinomialDrawTests
{
    private const int Draws = 40_000;

    /// <summary>Both methods, both halves of the probabilities, and the limit between the methods.</summary>
    public static TheoryData<int, double> Distributions { get; } = new()
    {
        { 1, 0.3 }, { 2, 0.5 }, { 10, 0.01 }, { 12, 0.93 }, { 30, 0.33 }, { 1_000, 0.0001 }, { 100, 0.0999 },
        { 100, 0.1001 }, { 20, 0.5 }, { 40, 0.3 }, { 50, 0.75 }, { 300, 0.2 }, { 10_000, 0.5 }, { 100_000, 0.0004 },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Draws_have_the_exact_probabilities(int n, double probability)
    {
        var random = new Xoshiro256(17);
        var counts = new double[n + 1];
        for (var i = 0; i < Draws; i++)
            counts[BinomialDraw.Next(random, n, probability)]++;

        // Pearson's chi-square, where neighbours share a cell until twenty draws are expected in it.
        double statistic = 0, drawn = 0, expected = 0, expectedInAll = 0;
        var cells = 0;
        for (var k = 0; k <= n; k++)
        {
            drawn += counts[k];
            var mass = Binomial.PMF(probability, n, k) * Draws;
            (expected, expectedInAll) = (expected + mass, expectedInAll + mass);
            if (k < n && (expected < 20 || Draws - expectedInAll < 20))
                continue;
            statistic += expected > 0 ? (drawn - expected) * (drawn - expected) / expected : 0;
            (drawn, expected) = (0, 0);
            cells++;
        }

        Assert.InRange(statistic, 0, ChiSquared.InvCDF(Math.Max(1, cells - 1), 1 - 1e-5));
    }

    [Theory]
    [InlineData(50_000_000L, 1e-7)]
    [InlineData(50_000_000L, 0.37)]
    [InlineData(10_000_000_000L, 0.999)]
    public void Draws_from_huge_numbers_have_the_mean_and_the_variance(long n, double probability)
    {
        var random = new Xoshiro256(3);
        var draws = Enumerable.Range(0, Draws).Select(_ => (double)BinomialDraw.Next(random, n, probability)).ToArray();

        var variance = n * probability * (1 - probability);
        var mean = draws.Average();
        Assert.InRange((mean - (n * probability)) / Math.Sqrt(variance / Draws), -4.5, 4.5);
        Assert.InRange(draws.Sum(d => (d - mean) * (d - mean)) / Draws / variance, 0.95, 1.05);
    }

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(7, 0, 0)]
    [InlineData(7, 1, 7)]
    [InlineData(1_000_000, 1e-300, 0)]
    public void What_is_certain_is_drawn(long n, double probability, long expected) =>
        Assert.Equal(expected, BinomialDraw.Next(new Xoshiro256(1), n, probability));

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(1, -0.1)]
    [InlineData(1, 1.1)]
    [InlineData(1, double.NaN)]
    public void There_is_no_such_distribution(long n, double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialDraw.Next(new Xoshiro256(1), n, probability));
}
