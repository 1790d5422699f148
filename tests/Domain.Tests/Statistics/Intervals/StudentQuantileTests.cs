using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Tests.Statistics.Intervals;

/// <summary>The quantiles of Student's t, which are the reach of a mean whose standard error is 1.</summary>
public sealed class StudentQuantileTests
{
    /// <summary>Quantiles of Student's t, as every table has them: the reach of a mean with s = √n.</summary>
    [Theory]
    [InlineData(10, 0.95, 2.262157)]
    [InlineData(10, 0.99, 3.249836)]
    [InlineData(31, 0.95, 2.042272)]
    [InlineData(121, 0.9, 1.657651)]
    public void The_reach_is_the_quantile_of_Student(int n, double confidence, double quantile)
    {
        var (low, high) = MeanInterval.Of(5, Math.Sqrt(n), n, confidence);

        Assert.Equal(5 - quantile, low, 1e-6);
        Assert.Equal(5 + quantile, high, 1e-6);
    }

    /// <summary>With one degree of freedom the quantile is tan(πc/2), with two c √(2/(1-c²)).</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.9999)]
    [InlineData(0.9999999)]
    public void Few_degrees_of_freedom_have_quantiles_of_any_size(double confidence)
    {
        var one = MeanInterval.Of(0, Math.Sqrt(2), 2, confidence).High;
        var two = MeanInterval.Of(0, Math.Sqrt(3), 3, confidence).High;

        Assert.True(Samples.Near(Math.Tan(Math.PI * confidence / 2), one, 1e-7));
        Assert.True(Samples.Near(confidence * Math.Sqrt(2 / ((1 - confidence) * (1 + confidence))), two, 1e-7));
    }

    [Theory]
    [InlineData(1_000_000, 1e-5)]
    [InlineData(100_000_000, 1e-6)]
    [InlineData(1_000_000_000_000, 1e-7)]
    public void Many_degrees_of_freedom_have_the_normal_quantile(long n, double tolerance) =>
        Assert.Equal(1.959963985, MeanInterval.Of(0, Math.Sqrt(n), n, Samples.Level).High, tolerance);

    [Theory]
    [InlineData(0.95, 12.706204736)]
    [InlineData(0.99, 63.656741162)]
    [InlineData(0.999, 636.619248769)]
    [InlineData(0.9999, 6366.197671)]
    public void With_one_degree_of_freedom_it_is_the_tabled_one(double confidence, double t) =>
        Assert.Equal(t, Reach(2, confidence), t * 1e-9);

    [Theory]
    [InlineData(3, 4.302652730)]
    [InlineData(4, 3.182446305)]
    [InlineData(31, 2.042272456)]
    [InlineData(121, 1.979930405)]
    public void It_is_the_tabled_one(int n, double t) => Assert.Equal(t, Reach(n, 0.95), 1e-8);

    [Theory]
    [InlineData(100_000)]
    [InlineData(100_001)]
    [InlineData(100_002)]
    public void Many_degrees_of_freedom_go_on_where_others_end(int n) =>
        Assert.Equal(StudentT.InvCDF(0, 1, n - 1, 0.995), Reach(n, 0.99), 1e-8);

    private static double Reach(long n, double confidence) => MeanInterval.Of(0, Math.Sqrt(n), n, confidence).High;
}
