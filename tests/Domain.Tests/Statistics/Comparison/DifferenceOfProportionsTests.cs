using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Comparison;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class DifferenceOfProportionsTests
{
    private static readonly Gen<PairedCounts> Pairs =
        from counts in Gen.Choose(0, 20).ArrayOf(4)
        where counts.Sum() > 0
        select new PairedCounts(counts[0], counts[1], counts[2], counts[3]);

    /// <summary>Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void The_examples_of_Newcombe_for_independent_runs_come_out(
        int successes,
        int runs,
        int baselineSuccesses,
        int baselineRuns,
        double low,
        double high)
    {
        var estimate =
            DifferenceOfProportions.Unpaired(baselineSuccesses, baselineRuns, successes, runs, Samples.Level);

        Assert.Equal((double)successes / runs - (double)baselineSuccesses / baselineRuns, estimate.Value);
        Assert.Equal(low, estimate.Low!.Value, 0.00005);
        Assert.Equal(high, estimate.High!.Value, 0.00005);
    }

    /// <summary>
    /// Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10: 36, 12, 2 and 0 pairs of 50.
    /// </summary>
    [Fact]
    public void The_example_of_Newcombe_for_pairs_comes_out()
    {
        var pairs = new PairedCounts(Both: 36, BaselineOnly: 2, CandidateOnly: 12, Neither: 0);
        var estimate = DifferenceOfProportions.Paired(pairs, Samples.Level);

        Assert.Equal((0.2, 50), (Math.Round(estimate.Value!.Value, 12), estimate.N));
        Assert.Equal(0.0569, estimate.Low!.Value, 0.00005);
        Assert.Equal(0.3404, estimate.High!.Value, 0.00005);
    }

    [Fact]
    public void Pairs_without_correlation_are_like_independent_runs()
    {
        // 6 · 4 = 12 · 2
        var pairs = DifferenceOfProportions.Paired(new PairedCounts(6, 12, 2, 4), Samples.Level);
        var independent = DifferenceOfProportions.Unpaired(18, 24, 8, 24, Samples.Level);

        Assert.Equal((independent.Low, independent.High), (pairs.Low, pairs.High));
    }

    [Fact]
    public void Pairs_follow_the_formula_of_Newcombe() => Always.Holds(Pairs, pairs =>
    {
        double a = pairs.Both, b = pairs.CandidateOnly, c = pairs.BaselineOnly, d = pairs.Neither, n = pairs.N;
        var ((l1, u1), (l2, u2)) = (WilsonInterval.Of(a + b, n, 0.9), WilsonInterval.Of(a + c, n, 0.9));
        var (p1, p2) = ((a + b) / n, (a + c) / n);
        var product = (a + b) * (c + d) * (a + c) * (b + d);
        var numerator = a * d - b * c;
        if (numerator > 0)
            numerator = numerator > n / 2 ? numerator - n / 2 : 0;
        var phi = product == 0 ? 0 : numerator / Math.Sqrt(product);
        var down = Math.Sqrt(Math.Pow(p1 - l1, 2) - 2 * phi * (p1 - l1) * (u2 - p2) + Math.Pow(u2 - p2, 2));
        var up = Math.Sqrt(Math.Pow(p2 - l2, 2) - 2 * phi * (p2 - l2) * (u1 - p1) + Math.Pow(u1 - p1, 2));
        var estimate = DifferenceOfProportions.Paired(pairs, 0.9);
        return Samples.Near((b - c) / n, estimate.Value)
            && Samples.Near((b - c) / n - down, estimate.Low)
            && Samples.Near((b - c) / n + up, estimate.High);
    });

    [Fact]
    public void Swapping_the_sides_mirrors_the_interval() => Always.Holds(Pairs, pairs =>
    {
        var swapped = pairs with { BaselineOnly = pairs.CandidateOnly, CandidateOnly = pairs.BaselineOnly };
        var (one, other) = (
            DifferenceOfProportions.Paired(pairs, Samples.Level),
            DifferenceOfProportions.Paired(swapped, Samples.Level));
        return Samples.IsSound(one) && Samples.Near(one.Low, -other.High) && Samples.Near(one.High, -other.Low);
    });

    [Fact]
    public void Without_pairs_there_is_no_difference() =>
        Assert.Equal("There are no pairs.", DifferenceOfProportions.Paired(default, Samples.Level).Note);
}
