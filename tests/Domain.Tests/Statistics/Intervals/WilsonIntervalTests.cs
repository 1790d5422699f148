using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Tests.Statistics.Intervals;

public sealed class WilsonIntervalTests
{
    private static readonly Gen<(int Successes, int N)> Counts =
        from n in Gen.Choose(1, 200) from successes in Gen.Choose(0, n) select (successes, n);

    /// <summary>Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_examples_of_Newcombe_come_out(int successes, int n, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, n, Samples.Level);

        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void Each_limit_is_where_the_score_test_stops_refuting() => Always.Holds(Counts, t =>
    {
        var (low, high) = WilsonInterval.Of(t.Successes, t.N, 0.9);
        var z = Normal.InvCDF(0, 1, 0.95);
        var p = (double)t.Successes / t.N;
        return IsLimit(low) && IsLimit(high) && low <= p && p <= high;

        bool IsLimit(double share) =>
            Math.Abs(Math.Abs(p - share) - z * Math.Sqrt(share * (1 - share) / t.N)) < 1e-9;
    });

    [Fact]
    public void Successes_and_failures_mirror_each_other() => Always.Holds(Counts, t =>
    {
        var (low, high) = WilsonInterval.Of(t.Successes, t.N, 0.99);
        var (mirroredLow, mirroredHigh) = WilsonInterval.Of(t.N - t.Successes, t.N, 0.99);
        return Samples.Near(low, 1 - mirroredHigh) && Samples.Near(high, 1 - mirroredLow);
    });

    [Fact]
    public void Without_observations_nothing_is_excluded() =>
        Assert.Equal((0, 1), WilsonInterval.Of(0, 0, Samples.Level));

    [Fact]
    public void The_ends_are_exact()
    {
        Assert.Equal(0, WilsonInterval.Of(0, 7, Samples.Level).Low);
        Assert.Equal(1, WilsonInterval.Of(7, 7, Samples.Level).High);
    }

    [Fact]
    public void Any_number_of_observations_can_be_counted()
    {
        var (low, high) = WilsonInterval.Of(0.5e300, 1e300, Samples.Level);

        Assert.InRange(low, 0.499, 0.5);
        Assert.InRange(high, 0.5, 0.501);
    }

    [Theory]
    [InlineData(-1, 5, 0.95)]
    [InlineData(6, 5, 0.95)]
    [InlineData(1, 5, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(1, 5, double.NaN)]
    public void What_is_no_count_or_no_level_is_refused(double successes, double n, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(successes, n, confidence));
}
