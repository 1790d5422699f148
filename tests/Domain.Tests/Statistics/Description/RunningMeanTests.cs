using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Tests.Statistics.Description;

public sealed class RunningMeanTests
{
    [Fact]
    public void It_is_the_sum_over_the_number()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 100).Select(_ => (random.NextDouble() * 20) - 10).ToList();

        var mean = values.Aggregate(default(RunningMean), (sum, value) => sum.With(value));

        Assert.Equal(values.Average(), mean.Value);
        Assert.Equal(100, mean.N);
    }

    [Theory]
    [InlineData(double.MaxValue, double.MaxValue, double.MaxValue)]
    [InlineData(-double.MaxValue, -double.MaxValue, -double.MaxValue)]
    [InlineData(1.2e308, 1.6e308, 1.4e308)]
    public void A_sum_beyond_the_range_of_a_double_still_has_a_mean(double a, double b, double expected)
    {
        var mean = default(RunningMean).With(a).With(b);

        Assert.False(double.IsFinite(mean.Sum));
        Assert.Equal(expected, mean.Value, Math.Abs(expected) * 1e-15);
    }

    [Fact]
    public void It_never_leaves_the_values()
    {
        var mean = 0.1;
        for (var n = 1; n < 1_000; n++)
            Assert.Equal(0.1, mean = RunningMean.Of(mean, n, 0.1));
    }

    [Fact]
    public void Of_nothing_it_is_not_a_number() => Assert.True(double.IsNaN(default(RunningMean).Value));
}
