using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class WilcoxonSignedRankTests
{
    /// <summary>
    /// Depression before and after a tranquillizer: Hollander and Wolfe (1973), Nonparametric Statistical Methods,
    /// pages 27 to 33; the example of R's wilcox.test, with V = 40 and p = 0.01953 one-sided.
    /// </summary>
    [Fact]
    public void The_example_of_Hollander_and_Wolfe_comes_out()
    {
        double[] before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
        double[] after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

        var result = WilcoxonSignedRank.Of(Samples.Differences(after, before));

        Assert.Equal((40, 20 / 512.0), (result.Statistic, result.PValue));
        Assert.EndsWith("exact, n = 9", result.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ties_it_counts_the_signs_that_are_as_extreme() => Always.Holds(Samples.Plain, values =>
    {
        var differences = values.Where(v => v != 0).DistinctBy(Math.Abs).ToArray();
        if (differences.Length == 0)
            return true;
        var result = WilcoxonSignedRank.Of(differences);
        return result.Statistic == Sum(differences) && Samples.Near(AsExtreme(differences), result.PValue);
    });

    [Fact]
    public void With_ties_it_is_the_normal_approximation() => Always.Holds(Samples.Tied, values =>
    {
        var differences = values.Select(v => v - 2).ToArray();
        var result = WilcoxonSignedRank.Of(differences);
        return !result.Method.Contains("normal", StringComparison.Ordinal)
            || Samples.Near(Approximation(differences), result.PValue);
    });

    [Fact]
    public void The_exact_and_the_approximate_distribution_meet()
    {
        var differences = Enumerable.Range(1, 50).Select(i => i % 3 == 0 ? -i : (double)i).ToArray();
        var result = WilcoxonSignedRank.Of(differences);

        Assert.Contains("exact", result.Method, StringComparison.Ordinal);
        Assert.Equal(Approximation(differences), result.PValue!.Value, 0.001);
        Assert.Contains("normal", WilcoxonSignedRank.Of([.. differences, 51]).Method, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_exact_tail_is_one_of_all_signs() =>
        Assert.Equal(
            Math.Pow(2, -49),
            WilcoxonSignedRank.Of([.. Enumerable.Range(1, 50).Select(i => (double)i)]).PValue);

    [Fact]
    public void Zeros_are_left_out()
    {
        var (with, without) = (WilcoxonSignedRank.Of([1, 0, -2, 0, 3]), WilcoxonSignedRank.Of([1, -2, 3]));

        Assert.Equal(without, with);
    }

    [Fact]
    public void Differences_that_rounding_has_parted_are_tied()
    {
        var result = WilcoxonSignedRank.Of([0.9 - 0.8, 0.3 - 0.4, 5]);

        Assert.Equal(1.5 + 3, result.Statistic);
        Assert.Contains("tie", result.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_does_not_matter_and_swapping_the_sides_keeps_the_p_value() =>
        Always.Holds(Samples.Tied.SelectMany(v => Gen.Shuffle(v), (v, s) => (v, s)), t =>
        {
            var differences = t.v.Select(v => v - 1).ToArray();
            var result = WilcoxonSignedRank.Of(differences);
            return result == WilcoxonSignedRank.Of([.. t.s.Select(v => v - 1)])
                && Samples.Near(result.PValue, WilcoxonSignedRank.Of([.. differences.Select(v => -v)]).PValue);
        });

    [Fact]
    public void Without_pairs_there_is_no_test() =>
        Assert.Equal((null, "There are no pairs."), (WilcoxonSignedRank.Of([]).PValue, WilcoxonSignedRank.Of([]).Note));

    [Fact]
    public void Zeros_alone_are_no_evidence() => Assert.Equal(1, WilcoxonSignedRank.Of([0, 0]).PValue);

    [Fact]
    public void One_pair_proves_nothing() => Assert.Equal(1, WilcoxonSignedRank.Of([5]).PValue);

    [Fact]
    public void Nothing_is_ever_not_a_number() =>
        Always.Holds(Samples.Wild, values => Samples.IsSound(WilcoxonSignedRank.Of(values)));

    private static double Sum(double[] differences) => differences.Where(d => d > 0).Sum(d =>
        differences.Count(o => Math.Abs(o) < d) + (differences.Count(o => Math.Abs(o) == d) + 1) / 2.0);

    private static double AsExtreme(double[] differences)
    {
        var n = differences.Length;
        var half = n * (n + 1) / 4.0;
        var far = Math.Abs(Sum(differences) - half);
        var extreme = Enumerable.Range(0, 1 << n).Count(signs =>
            Math.Abs(Enumerable.Range(0, n).Sum(i => (signs >> i & 1) * (i + 1)) - half) >= far);
        return extreme / (double)(1 << n);
    }

    private static double Approximation(double[] all)
    {
        var differences = all.Where(d => d != 0).ToArray();
        double n = differences.Length;
        var ties = differences.GroupBy(Math.Abs).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        var variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
        var far = Math.Max(0, Math.Abs(Sum(differences) - n * (n + 1) / 4) - 0.5);
        return 2 * Normal.CDF(0, 1, -far / Math.Sqrt(variance));
    }
}
