using FsCheck.Fluent;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class IndependentSamplesTests
{
    private static readonly ComparisonSettings Continuous = new(EvaluationValueType.Continuous);
    private static readonly ComparisonSettings Ordinal = new(EvaluationValueType.Ordinal);
    private static readonly ComparisonSettings Binary = new(EvaluationValueType.Binary);

    [Fact]
    public void Scores_are_compared_by_their_means()
    {
        var result = IndependentSamples.Compare(Samples.SleepSecond, Samples.SleepFirst, Continuous);

        Assert.Equal(-1.58, result.Difference.Value!.Value, 1e-12);
        Assert.Equal(0.07939, result.Test.PValue!.Value, 0.000005);
        Assert.Equal(0.06933, Assert.Single(result.OtherTests).PValue!.Value, 0.000005);
        Assert.StartsWith("Hedges' g", result.EffectSize.Method, StringComparison.Ordinal);
        Assert.Equal(100, result.Outcomes.Wins + result.Outcomes.Ties + result.Outcomes.Losses);
        Assert.Equal("For a difference as large as the one that was seen.", result.NeededRunsNote);
    }

    [Fact]
    public void Yes_and_no_are_compared_by_their_shares()
    {
        var result = IndependentSamples.Compare(Answers(48, 80), Answers(56, 70), Binary);

        Assert.Equal((0.6, 0.8), (result.Baseline.Value, result.Candidate.Value));
        Assert.Equal(0.0524, result.Difference.Low!.Value, 0.00005);
        Assert.Equal(0.3339, result.Difference.High!.Value, 0.00005);
        Assert.Equal(TwoProportions.Of(48, 80, 56, 70), result.Test);
        Assert.StartsWith("Cohen's h", result.EffectSize.Method, StringComparison.Ordinal);
        Assert.Equal(new Outcomes(56 * 32, 56 * 48 + 14 * 32, 14 * 48), result.Outcomes);
        Assert.Equal(SampleSize.TwoProportions(0.6, 0.8, 0.05).Runs, result.NeededRuns);
    }

    [Fact]
    public void A_difference_of_interest_is_counted_from_the_baseline()
    {
        var (baseline, candidate) = (Answers(6, 10), Answers(6, 10));

        Assert.Equal(356, IndependentSamples.Compare(baseline, candidate, Binary with { Detect = 0.1 }).NeededRuns);
        Assert.Equal(
            "A difference of that size would need a share below 0 or above 1.",
            IndependentSamples.Compare(baseline, candidate, Binary with { Detect = 0.5 }).NeededRunsNote);
    }

    [Fact]
    public void Orders_are_compared_by_their_ranks()
    {
        var result = IndependentSamples.Compare([0, 1, 2, 2], [1, 3, 3], Ordinal);

        Assert.Equal((ComparisonTest.MannWhitney, 9.5), (result.Test.Test, result.Test.Statistic));
        Assert.Equal(7 / 12.0, result.EffectSize.Value!.Value, 1e-12);
        Assert.Equal(new Outcomes(9, 1, 2), result.Outcomes);
    }

    [Theory]
    [InlineData(EvaluationValueType.Binary)]
    [InlineData(EvaluationValueType.Ordinal)]
    [InlineData(EvaluationValueType.Continuous)]
    public void An_empty_side_leaves_the_other_side_alone(EvaluationValueType type)
    {
        var result = IndependentSamples.Compare([], [0, 1, 1, 1], new ComparisonSettings(type));

        Assert.Equal((null, 0.75), (result.Baseline.Value, result.Candidate.Value));
        Assert.All([result.Difference, result.EffectSize], estimate => Assert.Null(estimate.Value));
        Assert.All(
            [result.Test, .. result.OtherTests],
            test => Assert.True(test.PValue is null && test.Note is not null));
        Assert.Equal(new Outcomes(0, 0, 0), result.Outcomes);
        Assert.Equal((null, "The spread of the values is not known."), (result.NeededRuns, result.NeededRunsNote));
    }

    [Fact]
    public void The_values_stay_as_they_are() =>
        Compared.AssertLeavesValues((b, c) => IndependentSamples.Compare(b, c, Ordinal));

    [Fact]
    public void Swapping_the_sides_flips_the_sign() =>
        Always.Holds(
            from sides in Samples.Two(Gen.OneOf(Samples.Tied, Samples.Plain))
            from settings in Gen.Elements(Continuous, Ordinal, Binary)
            select (sides.First, sides.Second, Settings: settings),
            t =>
            {
                var forth = IndependentSamples.Compare(t.First, t.Second, t.Settings);
                var back = IndependentSamples.Compare(t.Second, t.First, t.Settings);
                return Compared.AreMirrored(forth, back);
            });

    [Fact]
    public void Nothing_is_ever_not_a_number() =>
        Always.Holds(
            from sides in Samples.Two(Samples.Wild)
            from type in Gen.Elements(Continuous, Ordinal, Binary)
            from detect in Gen.Elements<double?>(null, 0, 1, -1e300, 1e-300)
            select (sides.First, sides.Second, Settings: type with { Detect = detect }),
            t => Compared.IsSound(IndependentSamples.Compare(t.First, t.Second, t.Settings)));

    [Fact]
    public void A_spread_beyond_the_range_of_a_double_leaves_no_interval_and_no_test()
    {
        var compared = IndependentSamples.Compare([double.MaxValue, -double.MaxValue], [-10.5, 1e300, 39.9, 0.3], Continuous);

        Assert.True(Compared.IsSound(compared));
        Assert.Equal(
            (null, null, "The values are too large for an interval."),
            (compared.Difference.Low, compared.Difference.High, compared.Difference.Note));
        Assert.Equal((null, "The values are too large to compute with."), (compared.Test.PValue, compared.Test.Note));
    }

    private static double[] Answers(int yes, int runs) =>
        [.. Enumerable.Repeat(1.0, yes), .. Enumerable.Repeat(0.0, runs - yes)];
}
