using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class MannWhitneyTests
{
    /// <summary>
    /// Permeability of the human chorioamnion: Hollander and Wolfe (1973), Nonparametric Statistical Methods, pages 69
    /// to 71; the example of R's wilcox.test, with W = 35 and p = 0.1272 one-sided.
    /// </summary>
    [Fact]
    public void The_example_of_Hollander_and_Wolfe_comes_out()
    {
        double[] atTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
        double[] earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

        var result = MannWhitney.Of(earlier, atTerm);

        Assert.Equal(35, result.Statistic);
        Assert.Equal(2 * 0.1272, result.PValue!.Value, 0.0001);
        Assert.EndsWith("exact", result.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ties_it_counts_the_orders_that_are_as_extreme() =>
        Always.Holds(Samples.Two(Samples.Plain), t =>
        {
            var baseline = t.First.Distinct().Take(5).ToArray();
            var candidate = t.Second.Distinct().Except(t.First).ToArray();
            if (baseline.Length == 0 || candidate.Length == 0)
                return true;
            var result = MannWhitney.Of(baseline, candidate);
            return result.Statistic == U(baseline, candidate)
                && Samples.Near(AsExtreme(baseline, candidate), result.PValue);
        });

    [Fact]
    public void With_ties_it_is_the_normal_approximation() => Always.Holds(Samples.Two(Samples.Tied), t =>
    {
        var result = MannWhitney.Of(t.First, t.Second);
        return !result.Method.Contains("normal", StringComparison.Ordinal)
            || (result.Statistic == U(t.First, t.Second)
                && Samples.Near(Approximation(t.First, t.Second), result.PValue));
    });

    [Fact]
    public void The_exact_and_the_approximate_distribution_meet()
    {
        var baseline = Enumerable.Range(0, 50).Select(i => 2.0 * i).ToArray();
        var candidate = Enumerable.Range(0, 50).Select(i => 2.0 * i + 17).ToArray();
        var result = MannWhitney.Of(baseline, candidate);

        Assert.EndsWith("exact", result.Method, StringComparison.Ordinal);
        Assert.Equal(Approximation(baseline, candidate), result.PValue!.Value, 0.001);
        Assert.Contains("normal", MannWhitney.Of(baseline, [.. candidate, 1]).Method, StringComparison.Ordinal);
    }

    [Fact]
    public void The_smallest_exact_p_value_is_two_of_all_orders()
    {
        var low = Enumerable.Range(0, 50).Select(i => (double)i).ToArray();
        var high = Enumerable.Range(50, 50).Select(i => (double)i).ToArray();

        // 2 / C(100, 50)
        Assert.True(Samples.Near(2 / 1.0089134454556419e29 * 1e29, MannWhitney.Of(low, high).PValue * 1e29, 1e-12));
    }

    [Fact]
    public void Swapping_the_sides_mirrors_U_and_keeps_the_p_value() => Always.Holds(Samples.Two(Samples.Tied), t =>
    {
        var (one, other) = (MannWhitney.Of(t.First, t.Second), MannWhitney.Of(t.Second, t.First));
        return Samples.Near(one.PValue, other.PValue)
            && Samples.Near(one.Statistic, t.First.Length * t.Second.Length - other.Statistic);
    });

    [Fact]
    public void Order_does_not_matter() =>
        Always.Holds(Samples.Tied.SelectMany(v => Gen.Shuffle(v), (v, s) => (v, s)), t =>
            MannWhitney.Of(t.v, [1, 2, 3]) == MannWhitney.Of(t.s, [3, 1, 2]));

    [Theory]
    [InlineData(new double[0], new[] { 1.0 })]
    [InlineData(new[] { 1.0 }, new double[0])]
    public void An_empty_side_has_no_test(double[] baseline, double[] candidate)
    {
        var result = MannWhitney.Of(baseline, candidate);

        Assert.Equal((null, null), (result.Statistic, result.PValue));
        Assert.Equal("It takes at least one value on each side.", result.Note);
    }

    [Fact]
    public void Values_that_are_all_the_same_are_no_evidence() => Assert.Equal(1, MannWhitney.Of([3, 3], [3]).PValue);

    [Fact]
    public void One_value_on_each_side_proves_nothing() => Assert.Equal(1, MannWhitney.Of([3], [4]).PValue);

    [Fact]
    public void Nothing_is_ever_not_a_number() => Always.Holds(
        Samples.Two(Samples.Wild),
        t => Samples.IsSound(MannWhitney.Of(t.First, t.Second)));

    [Fact]
    public void All_comparisons_are_counted_without_making_them() => Always.Holds(Samples.Two(Samples.Tied), t =>
        Outcomes.OfAllComparisons(t.First, t.Second) == new Outcomes(
            Comparisons(t.First, t.Second).LongCount(s => s > 0),
            Comparisons(t.First, t.Second).LongCount(s => s == 0),
            Comparisons(t.First, t.Second).LongCount(s => s < 0)));

    [Fact]
    public void More_comparisons_are_counted_than_an_int_holds() =>
        Assert.Equal(
            new Outcomes(10_000_000_000, 0, 0),
            Outcomes.OfAllComparisons(new double[100_000], [.. Enumerable.Repeat(1.0, 100_000)]));

    private static IEnumerable<int> Comparisons(double[] baseline, double[] candidate) =>
        from b in baseline from c in candidate select c.CompareTo(b);

    private static double U(double[] baseline, double[] candidate) =>
        Comparisons(baseline, candidate).Sum(s => (s + 1) / 2.0);

    private static double AsExtreme(double[] baseline, double[] candidate)
    {
        var (all, half) = (baseline.Length + candidate.Length, baseline.Length * candidate.Length / 2.0);
        var far = Math.Abs(U(baseline, candidate) - half);
        var orders = Enumerable.Range(0, 1 << all)
            .Where(set => System.Numerics.BitOperations.PopCount((uint)set) == candidate.Length)
            .Select(set => Math.Abs(U(Members(all, ~set), Members(all, set)) - half))
            .ToArray();
        return orders.Count(distance => distance >= far) / (double)orders.Length;
    }

    private static double[] Members(int all, int set) =>
        [.. Enumerable.Range(0, all).Where(i => (set >> i & 1) == 1).Select(i => (double)i)];

    private static double Approximation(double[] baseline, double[] candidate)
    {
        double m = baseline.Length, n = candidate.Length;
        var ties = baseline.Concat(candidate).GroupBy(v => v).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        var variance = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
        var far = Math.Max(0, Math.Abs(U(baseline, candidate) - m * n / 2) - 0.5);
        return 2 * Normal.CDF(0, 1, -far / Math.Sqrt(variance));
    }
}
