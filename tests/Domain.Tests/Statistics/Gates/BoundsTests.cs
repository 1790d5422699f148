using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Gates;

namespace RunEvaluations.Domain.Tests.Statistics.Gates;

public sealed class BoundsTests
{
    private static readonly Bounds None = new(null, null, null, null);
    private static readonly Estimate Figure = Estimate.Within(0.5, 0.25, 0.75, 8, "Mean; t interval");
    private static readonly Estimate Point = Estimate.Point(0.5, 1, "Mean; t interval", "There is one value.");

    [Fact]
    public void Bounds_are_none_when_none_is_given()
    {
        Bounds[] given =
        [
            None with { AtLeast = 0 }, None with { AtMost = 0 }, None with { LowAtLeast = 0 },
            None with { HighAtMost = 0 },
        ];

        Assert.True(None.AreNone);
        Assert.All(given, bounds => Assert.False(bounds.AreNone));
    }

    [Fact]
    public void What_nothing_is_asked_of_passes() =>
        Assert.Equal(new Verdict(true, "Nothing is asked of it."), None.Of(Figure));

    [Theory]
    [InlineData(0.25, true, "It is 0.5, which is at least 0.25.")]
    [InlineData(0.5, true, "It is 0.5, which is at least 0.5.")]
    [InlineData(0.75, false, "It is 0.5, which is not at least 0.75.")]
    public void A_figure_is_at_least_its_bound(double bound, bool passed, string reason) =>
        Assert.Equal(new Verdict(passed, reason), (None with { AtLeast = bound }).Of(Figure));

    [Theory]
    [InlineData(0.75, true, "It is 0.5, which is at most 0.75.")]
    [InlineData(0.5, true, "It is 0.5, which is at most 0.5.")]
    [InlineData(0.25, false, "It is 0.5, which is not at most 0.25.")]
    public void A_figure_is_at_most_its_bound(double bound, bool passed, string reason) =>
        Assert.Equal(new Verdict(passed, reason), (None with { AtMost = bound }).Of(Figure));

    [Theory]
    [InlineData(0.125, true, "Its lower bound is 0.25, which is at least 0.125.")]
    [InlineData(0.25, true, "Its lower bound is 0.25, which is at least 0.25.")]
    [InlineData(0.5, false, "Its lower bound is 0.25, which is not at least 0.5.")]
    public void The_lower_end_is_at_least_its_bound(double bound, bool passed, string reason) =>
        Assert.Equal(new Verdict(passed, reason), (None with { LowAtLeast = bound }).Of(Figure));

    [Theory]
    [InlineData(0.875, true, "Its upper bound is 0.75, which is at most 0.875.")]
    [InlineData(0.75, true, "Its upper bound is 0.75, which is at most 0.75.")]
    [InlineData(0.5, false, "Its upper bound is 0.75, which is not at most 0.5.")]
    public void The_upper_end_is_at_most_its_bound(double bound, bool passed, string reason) =>
        Assert.Equal(new Verdict(passed, reason), (None with { HighAtMost = bound }).Of(Figure));

    [Fact]
    public void What_keeps_to_all_bounds_says_so_of_each() =>
        Assert.Equal(
            new Verdict(
                true,
                "It is 0.5, which is at least 0.4. It is 0.5, which is at most 0.6. "
                + "Its lower bound is 0.25, which is at least 0.2. Its upper bound is 0.75, which is at most 0.8."),
            new Bounds(0.4, 0.6, 0.2, 0.8).Of(Figure));

    [Fact]
    public void What_fails_tells_of_the_bounds_alone_that_it_does_not_keep_to() =>
        Assert.Equal(
            new Verdict(
                false,
                "It is 0.5, which is not at most 0.4. Its lower bound is 0.25, which is not at least 0.3."),
            new Bounds(0.4, 0.4, 0.3, 0.8).Of(Figure));

    [Fact]
    public void A_figure_without_a_value_keeps_to_nothing()
    {
        var undefined = Estimate.Undefined(0, "Mean; t interval", "There are no values.");
        var expected = new Verdict(false, "There is no value. There are no values.");

        Assert.Equal(expected, None.Of(undefined));
        Assert.Equal(expected, (None with { AtLeast = -1e300 }).Of(undefined));
        Assert.Equal(new Verdict(false, "There is no value."), None.Of(undefined with { Note = null }));
    }

    [Theory]
    [InlineData(-1e300, null)]
    [InlineData(null, 1e300)]
    [InlineData(-1e300, 1e300)]
    public void Ends_that_are_not_known_keep_to_nothing_and_say_so_once(double? low, double? high)
    {
        var bounds = None with { LowAtLeast = low, HighAtMost = high };
        const string reason = "It has no interval, so that its bounds are not known.";

        Assert.Equal(new Verdict(false, $"{reason} There is one value."), bounds.Of(Point));
        Assert.Equal(new Verdict(false, reason), bounds.Of(Point with { Note = null }));
    }

    [Fact]
    public void A_figure_without_an_interval_keeps_to_bounds_of_its_own() =>
        Assert.Equal(
            new Verdict(true, "It is 0.5, which is at least 0.5. It is 0.5, which is at most 0.5."),
            new Bounds(0.5, 0.5, null, null).Of(Point));

    [Fact]
    public void A_figure_that_fails_and_has_no_interval_says_both() =>
        Assert.Equal(
            new Verdict(
                false,
                "It is 0.5, which is not at least 0.6. "
                + "It has no interval, so that its bounds are not known. There is one value."),
            new Bounds(0.6, null, 0.1, null).Of(Point));

    [Theory]
    [InlineData(0.123456789, 0.1, "It is 0.123457, which is at least 0.1.")]
    [InlineData(0.9, 0.90000000001, "It is 0.9, which is not at least 0.90000000001.")]
    [InlineData(0.89999999, 0.9, "It is 0.89999999, which is not at least 0.9.")]
    [InlineData(1e300, -1e-300, "It is 1E+300, which is at least -1E-300.")]
    [InlineData(12345678, 1, "It is 1.23457E+07, which is at least 1.")]
    [InlineData(12345678, 12345679, "It is 12345678, which is not at least 12345679.")]
    public void Numbers_have_six_digits_or_as_many_as_tell_them_apart(double value, double bound, string reason) =>
        Assert.Equal(reason, (None with { AtLeast = bound }).Of(Figure with { Value = value }).Reason);

    [Fact]
    public void A_verdict_is_what_comparing_says() =>
        Always.Holds<(int Value, int Width, int? AtLeast, int? AtMost, int? Low, int? High)>(t =>
        {
            double value = t.Value, width = Math.Abs((double)t.Width);
            var figure = Estimate.Within(value, value - width, value + width, 2, "Mean; t interval");
            var verdict = new Bounds(t.AtLeast, t.AtMost, t.Low, t.High).Of(figure);
            var keeps = (t.AtLeast is null || value >= t.AtLeast)
                && (t.AtMost is null || value <= t.AtMost)
                && (t.Low is null || value - width >= t.Low)
                && (t.High is null || value + width <= t.High);
            return verdict.Passed == keeps
                && verdict.Reason.Contains(" not ", StringComparison.Ordinal) != keeps
                && verdict.Reason.EndsWith('.');
        });
}
