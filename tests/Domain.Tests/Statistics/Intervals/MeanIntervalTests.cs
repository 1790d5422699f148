using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Tests.Statistics.Intervals;

public sealed class MeanIntervalTests
{
    [Fact]
    public void One_value_has_no_interval() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanInterval.Of(1, 0, 1, Samples.Level));

    [Fact]
    public void Moments_are_what_their_definition_says() => Always.Holds(
        Samples.Plain.Where(values => values.Length > 1),
        values =>
        {
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
            var moments = SampleMomentsOf(values);
            return Samples.Near(mean, moments.Mean) && Samples.Near(deviation, moments.Deviation);
        });

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(1.0)]
    public void Moments_of_any_magnitude_are_found(double unit)
    {
        var moments = SampleMomentsOf([1 * unit, 2 * unit, 3 * unit, 6 * unit]);

        Assert.True(Samples.Near(3, moments.Mean / unit, 1e-12));
        Assert.True(Samples.Near(Math.Sqrt(14 / 3.0), moments.Deviation / unit, 1e-12));
    }

    [Fact]
    public void A_small_spread_far_from_zero_is_not_lost()
    {
        var moments = SampleMomentsOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);

        Assert.Equal(1e9 + 10, moments.Mean);
        Assert.Equal(Math.Sqrt(30), moments.Deviation, 1e-6);
    }

    /// <summary>Through the t interval of a mean difference, as the moments themselves are nobody's business.</summary>
    private static (double Mean, double Deviation) SampleMomentsOf(double[] values)
    {
        var estimate = Domain.Statistics.Comparison.DifferenceOfMeans.Paired(values, 0.5);
        if (estimate.Low is null)
            return (estimate.Value!.Value, 0);
        // Half the width is t s/√n; the same of s = 1 gives t/√n.
        var unit = MeanInterval.Of(0, 1, values.Length, 0.5).High;
        return (estimate.Value!.Value, (estimate.High!.Value - estimate.Value.Value) / unit);
    }
}
