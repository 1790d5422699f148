using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Domain.Tests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void An_undefined_figure_has_a_note_and_nothing_else() =>
        Assert.Equal(
            new Estimate { N = 3, Method = "Mean", Note = "Why." },
            Estimate.Undefined(3, "Mean", "Why."));

    [Fact]
    public void A_point_has_a_value_and_a_note_and_no_interval() =>
        Assert.Equal(
            new Estimate { Value = 0.5, N = 3, Method = "Mean", Note = "Why." },
            Estimate.Point(0.5, 3, "Mean", "Why."));

    [Fact]
    public void A_figure_within_an_interval_needs_no_note() =>
        Assert.Equal(
            new Estimate { Value = 0.5, Low = 0.25, High = 0.625, N = 3, Method = "Mean" },
            Estimate.Within(0.5, 0.25, 0.625, 3, "Mean"));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_left_out(double value)
    {
        var expected = Estimate.Undefined(3, "Mean", "The values are too large to compute with.");

        Assert.Equal(expected, Estimate.Point(value, 3, "Mean", "Why."));
        Assert.Equal(expected, Estimate.Within(value, 0, 1, 3, "Mean"));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(0, double.PositiveInfinity)]
    public void An_interval_with_an_end_that_is_no_number_is_left_out_as_a_whole(double low, double high) =>
        Assert.Equal(
            Estimate.Point(0.5, 3, "Mean", "The values are too large for an interval."),
            Estimate.Within(0.5, low, high, 3, "Mean"));

    [Fact]
    public void Whatever_it_is_made_of_it_is_sound() =>
        Always.Holds<(double Value, double Low, double High)>(t => Figures.AreSound(
            Estimate.Point(t.Value, 1, "Mean", "Why."),
            Estimate.Within(t.Value, Math.Min(t.Low, t.High), Math.Max(t.Low, t.High), 1, "Mean")));

    [Theory]
    [InlineData(0, 1, 0.25, 0.75)]
    [InlineData(0.375, 1, 0.375, 0.75)]
    [InlineData(0, 0.625, 0.25, 0.625)]
    [InlineData(0.375, 0.625, 0.375, 0.625)]
    [InlineData(0.25, 0.75, 0.25, 0.75)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, 0.25, 0.75)]
    public void An_interval_ends_where_the_figure_does(double lowest, double highest, double low, double high)
    {
        var estimate = Estimate.Within(0.5, 0.25, 0.75, 3, "Mean");

        Assert.Equal(estimate with { Low = low, High = high }, estimate.Inside(lowest, highest));
    }

    [Theory]
    [InlineData(2, 3, 2, 2)]
    [InlineData(-3, -2, -2, -2)]
    public void An_interval_that_lies_beyond_what_the_figure_can_be_keeps_its_ends_in_order(
        double lowest,
        double highest,
        double low,
        double high)
    {
        var inside = Estimate.Within(0.5, 0.25, 0.75, 3, "Mean").Inside(lowest, highest);

        Assert.Equal((low, high), (inside.Low, inside.High));
    }

    [Fact]
    public void Without_an_interval_nothing_is_cut_off()
    {
        var point = Estimate.Point(0.5, 3, "Mean", "Why.");
        var undefined = Estimate.Undefined(3, "Mean", "Why.");

        Assert.Equal(point, point.Inside(0, 0.25));
        Assert.Equal(undefined, undefined.Inside(0, 0.25));
    }
}
