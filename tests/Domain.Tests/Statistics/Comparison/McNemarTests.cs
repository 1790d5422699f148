using System.Numerics;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class McNemarTests
{
    /// <summary>
    /// Approval of the prime minister in two surveys of the same people, of whom 150 turned away and 86 turned to:
    /// Agresti, A. (1990), Categorical Data Analysis, table 10.1; the exact p-value from all 2²³⁶ cases.
    /// </summary>
    [Fact]
    public void The_example_of_Agresti_comes_out()
    {
        var result = McNemar.Of(baselineOnly: 150, candidateOnly: 86);

        Assert.Equal(86, result.Statistic);
        Assert.True(Samples.Near(3.715936139571442e-05, result.PValue, 1e-9));
    }

    [Fact]
    public void It_is_the_binomial_test_of_one_half() => Always.Holds(
        from b in Gen.Choose(0, 60) from c in Gen.Choose(0, 60) select (b, c),
        t =>
        {
            var (n, k) = (t.b + t.c, Math.Min(t.b, t.c));
            var tail = Enumerable.Range(0, k + 1).Aggregate(BigInteger.Zero, (sum, i) => sum + Choose(n, i));
            return Samples.Near(Math.Min(1, 2 * (double)tail / Math.Pow(2, n)), McNemar.Of(t.b, t.c).PValue);
        });

    [Fact]
    public void Swapping_the_sides_keeps_the_p_value() =>
        Assert.Equal(McNemar.Of(3, 11).PValue, McNemar.Of(11, 3).PValue);

    [Theory]
    [InlineData(999_000_000, 1_001_000_000)]
    [InlineData(1_001_000_000, 999_000_000)]
    public void Any_number_of_pairs_can_be_tested(long baselineOnly, long candidateOnly)
    {
        // z = 2,000,000 / √2,000,000,000 = 44.7
        Assert.InRange(McNemar.Of(baselineOnly, candidateOnly).PValue!.Value, 0, 1e-300);
        Assert.Equal(1, McNemar.Of(baselineOnly, baselineOnly).PValue!.Value, 0.0001);
    }

    [Fact]
    public void No_pair_that_differs_is_no_evidence()
    {
        var result = McNemar.Of(0, 0);

        Assert.Equal((0, 1, "No pair differs."), (result.Statistic, result.PValue, result.Note));
    }

    [Fact]
    public void Counts_are_not_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Of(-1, 2));

    private static BigInteger Choose(int n, int k) =>
        Enumerable.Range(0, k).Aggregate(BigInteger.One, (product, i) => product * (n - i) / (i + 1));
}
