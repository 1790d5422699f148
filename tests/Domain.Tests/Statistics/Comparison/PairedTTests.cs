using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class PairedTTests
{
    private static readonly double[] Sleep = Samples.Differences(Samples.SleepSecond, Samples.SleepFirst);

    /// <summary>
    /// The figures that R gives for Student's data: <c>t.test(extra ~ group, data = sleep, paired = TRUE)</c>.
    /// </summary>
    [Fact]
    public void The_example_of_Student_comes_out()
    {
        var result = PairedT.Of(Sleep);
        var difference = DifferenceOfMeans.Paired(Sleep, Samples.Level);

        Assert.Equal(-4.0621, result.Statistic!.Value, 0.00005);
        Assert.Equal(9, result.DegreesOfFreedom);
        Assert.Equal(0.002833, result.PValue!.Value, 0.0000005);
        Assert.Equal((-1.58, 10L), (Math.Round(difference.Value!.Value, 12), difference.N));
        Assert.Equal(-2.4598858, difference.Low!.Value, 0.0000001);
        Assert.Equal(-0.7001142, difference.High!.Value, 0.0000001);
    }

    [Fact]
    public void It_is_the_mean_over_its_standard_error() => Always.Holds(Samples.Plain, values =>
    {
        if (values.Distinct().Count() < 2)
            return true;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
        return Samples.Near(mean / Math.Sqrt(variance / values.Length), PairedT.Of(values).Statistic, 1e-7);
    });

    [Fact]
    public void Swapping_the_sides_flips_the_sign() => Always.Holds(Samples.Plain, values =>
    {
        var (one, other) = (PairedT.Of(values), PairedT.Of([.. values.Select(v => -v)]));
        return Samples.Near(one.PValue, other.PValue) && Samples.Near(one.Statistic, -other.Statistic);
    });

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void The_unit_does_not_matter(double unit)
    {
        var result = PairedT.Of([.. Sleep.Select(v => v * unit)]);

        Assert.Equal(-4.0621, result.Statistic!.Value, 0.00005);
        Assert.Equal(0.002833, result.PValue!.Value, 0.0000005);
    }

    [Fact]
    public void The_interval_excludes_0_where_the_test_rejects() => Always.Holds(Samples.Plain, values =>
    {
        var (result, difference) = (PairedT.Of(values), DifferenceOfMeans.Paired(values, 0.8));
        return difference.Low is null
            || result.PValue is > 0.199999 and < 0.200001
            || result.PValue < 0.2 == difference.Low * difference.High > 0;
    });

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 3.0 })]
    public void Fewer_than_two_pairs_have_no_test(double[] differences)
    {
        var result = PairedT.Of(differences);

        Assert.Null(result.PValue);
        Assert.Equal("It takes at least two pairs.", result.Note);
    }

    [Fact]
    public void Differences_that_are_all_zero_are_no_evidence()
    {
        var result = PairedT.Of([0, 0, 0]);

        Assert.Equal((null, 1, "All differences are 0."), (result.Statistic, result.PValue, result.Note));
    }

    [Theory]
    [InlineData(new[] { 2.0, 2, 2 })]
    [InlineData(new[] { 0.3 - 0.2, 0.4 - 0.3, 0.9 - 0.8 })]
    public void Differences_that_are_the_same_but_for_rounding_define_no_t(double[] differences)
    {
        var result = PairedT.Of(differences);
        var difference = DifferenceOfMeans.Paired(differences, Samples.Level);

        Assert.Equal((null, null), (result.Statistic, result.PValue));
        Assert.Equal("All differences are the same: there is no spread to judge by.", result.Note);
        Assert.Equal(differences.Average(), difference.Value!.Value, 1e-12);
        Assert.Null(difference.Low);
    }

    [Fact]
    public void Nothing_is_ever_not_a_number() => Always.Holds(Samples.Wild, values =>
        Samples.IsSound(PairedT.Of(values)) && Samples.IsSound(DifferenceOfMeans.Paired(values, Samples.Level)));
}
