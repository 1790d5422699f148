using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class WelchTTests
{
    /// <summary>The figures that R gives for Student's data: <c>t.test(extra ~ group, data = sleep)</c>.</summary>
    [Fact]
    public void The_example_of_Student_comes_out()
    {
        var result = WelchT.Of(Samples.SleepSecond, Samples.SleepFirst);
        var difference = DifferenceOfMeans.Unpaired(Samples.SleepSecond, Samples.SleepFirst, Samples.Level);

        Assert.Equal(-1.8608, result.Statistic!.Value, 0.00005);
        Assert.Equal(17.776, result.DegreesOfFreedom!.Value, 0.0005);
        Assert.Equal(0.07939, result.PValue!.Value, 0.000005);
        Assert.Equal(-3.3654832, difference.Low!.Value, 0.0000001);
        Assert.Equal(0.2054832, difference.High!.Value, 0.0000001);
        Assert.Equal(20, difference.N);
    }

    [Fact]
    public void It_is_what_its_definition_says() => Always.Holds(Samples.Two(Samples.Plain), t =>
    {
        if (t.First.Distinct().Count() < 2 || t.Second.Distinct().Count() < 2)
            return true;
        var (b, c) = (SquaredError(t.First), SquaredError(t.Second));
        var df = (b + c) * (b + c) / (b * b / (t.First.Length - 1) + c * c / (t.Second.Length - 1));
        var result = WelchT.Of(t.First, t.Second);
        return Samples.Near((t.Second.Average() - t.First.Average()) / Math.Sqrt(b + c), result.Statistic, 1e-7)
            && Samples.Near(df, result.DegreesOfFreedom, 1e-7);
    });

    [Fact]
    public void Swapping_the_sides_flips_the_sign() => Always.Holds(Samples.Two(Samples.Plain), t =>
    {
        var (one, other) = (WelchT.Of(t.First, t.Second), WelchT.Of(t.Second, t.First));
        var (forth, back) = (
            DifferenceOfMeans.Unpaired(t.First, t.Second, 0.9),
            DifferenceOfMeans.Unpaired(t.Second, t.First, 0.9));
        return Samples.Near(one.Statistic, -other.Statistic)
            && Samples.Near(one.PValue, other.PValue)
            && Samples.Near(forth.Low, -back.High);
    });

    [Fact]
    public void The_interval_leaves_0_out_where_the_test_refutes_it() => Always.Holds(Samples.Two(Samples.Plain), t =>
    {
        var difference = DifferenceOfMeans.Unpaired(t.First, t.Second, 0.8);
        var refuted = WelchT.Of(t.First, t.Second).PValue < 0.2;
        return difference.Low is null || refuted == (difference.Low > 0 || difference.High < 0);
    });

    [Fact]
    public void A_constant_side_leaves_the_degrees_of_freedom_of_the_other()
    {
        var result = WelchT.Of([4, 4, 4], [1, 2, 3, 4]);

        Assert.Equal(3, result.DegreesOfFreedom!.Value, 1e-12);
        Assert.Equal(-1.5 / Math.Sqrt(5 / 12.0), result.Statistic!.Value, 1e-12);
    }

    [Fact]
    public void Sides_of_other_magnitudes_do_not_drown_in_each_other()
    {
        var result = WelchT.Of([1e-300, 2e-300], [1e300, 2e300, 6e300]);

        Assert.Equal(2, result.DegreesOfFreedom!.Value, 1e-12);
        Assert.Equal(3 / Math.Sqrt(7 / 3.0), result.Statistic!.Value, 1e-12);
    }

    [Fact]
    public void Constant_sides_are_the_same_or_define_no_t()
    {
        var (same, apart) = (WelchT.Of([2, 2], [2, 2, 2]), WelchT.Of([2, 2], [3, 3]));

        Assert.Equal((1, "All values are the same."), (same.PValue, same.Note));
        Assert.Equal((null, "Each side is constant: there is no spread to judge by."), (apart.PValue, apart.Note));
        Assert.Equal(1, DifferenceOfMeans.Unpaired([2, 2], [3, 3], Samples.Level).Value);
    }

    [Theory]
    [InlineData(new double[0], new[] { 1.0, 2 })]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0 })]
    public void A_side_with_fewer_than_two_values_has_no_test(double[] baseline, double[] candidate) =>
        Assert.Equal(
            (null, "It takes at least two values on each side."),
            (WelchT.Of(baseline, candidate).PValue, WelchT.Of(baseline, candidate).Note));

    [Fact]
    public void Nothing_is_ever_not_a_number() => Always.Holds(Samples.Two(Samples.Wild), t =>
        Samples.IsSound(WelchT.Of(t.First, t.Second))
        && Samples.IsSound(DifferenceOfMeans.Unpaired(t.First, t.Second, Samples.Level)));

    private static double SquaredError(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length;
    }
}
