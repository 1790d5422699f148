using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Gates;

namespace RunEvaluations.Domain.Tests.Statistics.Gates;

public sealed class RegressionTests
{
    [Theory]
    [InlineData(0.1, 0.3, true)]
    [InlineData(-0.1, 0.3, true)]
    [InlineData(-0.3, 0.1, true)]
    [InlineData(-0.3, 0, true)]
    [InlineData(-0.3, -0.1, false)]
    public void Without_a_margin_nothing_may_be_shown_to_be_worse(double low, double high, bool passed) =>
        Assert.Equal(passed, Regression.Of(Between(low, high), null, lowerIsBetter: false).Passed);

    [Theory]
    [InlineData(-0.3, -0.1, true)]
    [InlineData(-0.1, 0.3, true)]
    [InlineData(0, 0.3, true)]
    [InlineData(0.1, 0.3, false)]
    public void Where_lower_is_better_what_is_higher_is_worse(double low, double high, bool passed) =>
        Assert.Equal(passed, Regression.Of(Between(low, high), null, lowerIsBetter: true).Passed);

    [Theory]
    [InlineData(0.1, 0.3, 0.05, true)]
    [InlineData(-0.04, 0.3, 0.05, true)]
    [InlineData(-0.05, 0.3, 0.05, true)]
    [InlineData(-0.06, 0.3, 0.05, false)]
    [InlineData(-0.3, -0.1, 0.3, true)]
    [InlineData(0, 0.3, 0, true)]
    [InlineData(-0.001, 0.3, 0, false)]
    public void With_a_margin_the_whole_interval_keeps_to_it(double low, double high, double margin, bool passed) =>
        Assert.Equal(passed, Regression.Of(Between(low, high), margin, lowerIsBetter: false).Passed);

    [Theory]
    [InlineData(-0.3, -0.1, 0.05, true)]
    [InlineData(-0.3, 0.05, 0.05, true)]
    [InlineData(-0.3, 0.06, 0.05, false)]
    [InlineData(-0.3, 0, 0, true)]
    [InlineData(-0.3, 0.001, 0, false)]
    public void A_margin_where_lower_is_better_lies_above(double low, double high, double margin, bool passed) =>
        Assert.Equal(passed, Regression.Of(Between(low, high), margin, lowerIsBetter: true).Passed);

    [Theory]
    [InlineData(null, false, "it is shown to be worse.")]
    [InlineData(0.1, false, "it is not shown to be worse by no more than 0.1.")]
    [InlineData(0.5, false, "it is shown to be worse by no more than 0.5.")]
    [InlineData(null, true, "it is not shown to be worse.")]
    [InlineData(0.1, true, "it is shown to be worse by no more than 0.1.")]
    public void The_reason_tells_the_difference_and_what_it_shows(double? margin, bool lowerIsBetter, string shown) =>
        Assert.Equal(
            $"The difference is -0.25, with an interval from -0.375 to -0.125: {shown}",
            Regression.Of(Between(-0.375, -0.125), margin, lowerIsBetter).Reason);

    [Fact]
    public void Numbers_have_six_digits_or_as_many_as_tell_them_from_the_margin()
    {
        var below = Estimate.Within(1 / 3.0, -0.0500000001, 2 / 3.0, 9, "Mean difference; t interval");
        var above = Estimate.Within(1 / 3.0, -2 / 3.0, 0.0500000001, 9, "Mean difference; t interval");

        Assert.Equal(
            "The difference is 0.333333, with an interval from -0.0500000001 to 0.666667: "
            + "it is not shown to be worse by no more than 0.05.",
            Regression.Of(below, 0.05, lowerIsBetter: false).Reason);
        Assert.Equal(
            "The difference is 0.333333, with an interval from -0.666667 to 0.0500000001: "
            + "it is not shown to be worse by no more than 0.05.",
            Regression.Of(above, 0.05, lowerIsBetter: true).Reason);
    }

    [Fact]
    public void Where_there_is_no_difference_nothing_passes()
    {
        var undefined = Estimate.Undefined(0, "Mean difference", "There are no pairs.");

        Assert.Equal(new Verdict(false, "There is no difference. There are no pairs."), Regression.Of(undefined, null, true));
        Assert.Equal(new Verdict(false, "There is no difference."), Regression.Of(undefined with { Note = null }, 1e300, false));
    }

    [Theory]
    [InlineData(0, null, false, true)]
    [InlineData(0, null, true, true)]
    [InlineData(0.5, null, false, true)]
    [InlineData(0.5, null, true, false)]
    [InlineData(-0.5, null, false, false)]
    [InlineData(-0.5, null, true, true)]
    [InlineData(0, 1e300, false, false)]
    [InlineData(0.5, 1e300, false, false)]
    public void Without_an_interval_the_difference_as_it_stands_must_not_be_worse_and_no_margin_is_shown(
        double value, double? margin, bool lowerIsBetter, bool passed)
    {
        var point = Estimate.Point(value, 2, "Mean difference", "There is no spread.");

        var verdict = Regression.Of(point, margin, lowerIsBetter);

        Assert.Equal(passed, verdict.Passed);
        Assert.Equal(
            $"The difference is {value}, without an interval: {(passed ? "it is not worse" : "nothing is shown")}. There is no spread.",
            verdict.Reason);
    }

    [Fact]
    public void Huge_differences_are_judged_like_others()
    {
        var huge = Between(-1e308, 1e308);

        Assert.True(Regression.Of(huge, null, false).Passed);
        Assert.True(Regression.Of(huge, 1e308, false).Passed);
        Assert.False(Regression.Of(huge, 1e307, true).Passed);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NegativeInfinity)]
    public void A_margin_is_not_negative(double margin) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Regression.Of(Between(0, 1), margin, false));

    [Fact]
    public void Turning_the_sign_and_what_is_better_round_changes_nothing() =>
        Always.Holds<(int Low, int Width, int? Margin)>(t =>
        {
            var (low, high) = (t.Low, t.Low + (double)Math.Abs((long)t.Width));
            double? margin = t.Margin is { } m ? Math.Abs((double)m) : null;
            return Regression.Of(Between(low, high), margin, false).Passed
                == Regression.Of(Between(-high, -low), margin, true).Passed;
        });

    [Fact]
    public void A_wider_margin_lets_no_less_pass() =>
        Always.Holds<(int Low, int Width, int Margin)>(t =>
        {
            double low = t.Low, high = low + Math.Abs((double)t.Width), margin = Math.Abs((double)t.Margin);
            var difference = Between(low, high);
            return Regression.Of(difference, margin + 1, false).Passed
                || !Regression.Of(difference, margin, false).Passed;
        });

    private static Estimate Between(double low, double high) =>
        Estimate.Within((low / 2) + (high / 2), low, high, 9, "Mean difference; t interval");
}
