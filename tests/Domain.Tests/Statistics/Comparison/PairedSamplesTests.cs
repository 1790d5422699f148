using FsCheck.Fluent;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class PairedSamplesTests
{
    private static readonly ComparisonSettings Continuous = new(EvaluationValueType.Continuous);
    private static readonly ComparisonSettings Ordinal = new(EvaluationValueType.Ordinal);
    private static readonly ComparisonSettings Binary = new(EvaluationValueType.Binary);

    [Fact]
    public void Scores_are_compared_by_their_means()
    {
        var result = PairedSamples.Compare(Samples.SleepSecond, Samples.SleepFirst, Continuous);

        Assert.Equal(2.33, result.Baseline.Value!.Value, 1e-12);
        Assert.Equal(0.75, result.Candidate.Value!.Value, 1e-12);
        Assert.Equal(-1.58, result.Difference.Value!.Value, 1e-12);
        Assert.Equal(0.002833, result.Test.PValue!.Value, 0.0000005);
        Assert.Equal(0.009091, Assert.Single(result.OtherTests).PValue!.Value, 0.0000005);
        Assert.Equal(-4.062128 / Math.Sqrt(10), result.EffectSize.Value!.Value, 1e-6);
        Assert.Equal(new Outcomes(0, 1, 9), result.Outcomes);
        // (1.959964 + 0.841621)² / 1.284558² + 1.959964²/2 = 6.68
        Assert.Equal(7, result.NeededRuns);
        Assert.Equal("For a difference as large as the one that was seen.", result.NeededRunsNote);
    }

    [Fact]
    public void Yes_and_no_are_compared_by_their_shares()
    {
        var (baseline, candidate) = Table(both: 36, baselineOnly: 2, candidateOnly: 12, neither: 0);
        var result = PairedSamples.Compare(baseline, candidate, Binary);

        Assert.Equal((38 / 50.0, 48 / 50.0), (result.Baseline.Value, result.Candidate.Value));
        Assert.StartsWith("Share of yes; Wilson", result.Baseline.Method, StringComparison.Ordinal);
        Assert.Equal(0.0569, result.Difference.Low!.Value, 0.00005);
        Assert.Equal(2 * 106 / 16384.0, result.Test.PValue!.Value, 1e-12);
        Assert.Equal(12 / 14.0 - 0.5, result.EffectSize.Value!.Value, 1e-12);
        Assert.Equal(new Outcomes(12, 36, 2), result.Outcomes);
        Assert.Equal(SampleSize.McNemar(0.2, 0.28, 0.05).Runs, result.NeededRuns);
    }

    [Fact]
    public void Orders_are_compared_by_their_ranks()
    {
        var result = PairedSamples.Compare([0, 1, 2, 2, 1], [1, 3, 2, 4, 1], Ordinal);

        Assert.Equal((ComparisonTest.WilcoxonSignedRank, 6), (result.Test.Test, result.Test.Statistic));
        Assert.Equal((1, 3), (result.EffectSize.Value, result.EffectSize.N));
        Assert.Equal(1, result.Difference.Value);
        Assert.Equal(
            SampleSize.WilcoxonSignedRank(0.5, 1, 0.05, 0.9),
            new NeededRuns(PairedSamples.Compare(
                [0, 1, 2, 2, 1],
                [1, 3, 2, 4, 1],
                Ordinal with { Detect = 0.5, Power = 0.9 }).NeededRuns));
    }

    [Fact]
    public void The_confidence_sets_the_intervals_and_the_level()
    {
        var sure = Continuous with { Confidence = 0.99 };
        var wide = PairedSamples.Compare(Samples.SleepSecond, Samples.SleepFirst, sure);
        var narrow = PairedSamples.Compare(Samples.SleepSecond, Samples.SleepFirst, Continuous);

        Assert.True(wide.Difference.Low < narrow.Difference.Low);
        Assert.True(wide.EffectSize.Low < narrow.EffectSize.Low);
        Assert.True(wide.NeededRuns > narrow.NeededRuns);
        Assert.Equal(narrow.Test, wide.Test);
    }

    [Fact]
    public void Means_that_rounding_has_parted_are_ties()
    {
        var result = PairedSamples.Compare([0.1 + 0.2, 1], [0.3, 2], Continuous);

        Assert.Equal(new Outcomes(1, 1, 0), result.Outcomes);
    }

    [Theory]
    [InlineData(EvaluationValueType.Binary)]
    [InlineData(EvaluationValueType.Ordinal)]
    [InlineData(EvaluationValueType.Continuous)]
    public void Without_pairs_every_figure_says_why_it_is_missing(EvaluationValueType type)
    {
        var result = PairedSamples.Compare([], [], new ComparisonSettings(type));

        Assert.All(
            [result.Baseline, result.Candidate, result.Difference, result.EffectSize],
            estimate => Assert.True(estimate.Value is null && estimate.Note is not null));
        Assert.All(
            [result.Test, .. result.OtherTests],
            test => Assert.True(test.PValue is null && test.Note is not null));
        Assert.Equal(new Outcomes(0, 0, 0), result.Outcomes);
        Assert.Equal((null, "The spread of the values is not known."), (result.NeededRuns, result.NeededRunsNote));
    }

    [Fact]
    public void One_pair_has_a_difference_and_no_test()
    {
        var result = PairedSamples.Compare([1], [3], Continuous);

        Assert.Equal((2, null), (result.Difference.Value, result.Difference.Low));
        Assert.Null(result.Test.PValue);
        Assert.Null(result.NeededRuns);
    }

    [Fact]
    public void The_same_values_on_both_sides_do_not_differ()
    {
        var result = PairedSamples.Compare([1, 2, 3], [1, 2, 3], Continuous);

        Assert.Equal((0, 1), (result.Difference.Value, result.Test.PValue));
        Assert.Equal("There is no difference to be seen: it is 0.", result.NeededRunsNote);
    }

    [Fact]
    public void What_is_no_pair_or_no_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedSamples.Compare([1], [1, 2], Continuous));
        Assert.Throws<ArgumentException>(() => PairedSamples.Compare([double.NaN], [1], Continuous));
        Assert.Throws<ArgumentException>(() => PairedSamples.Compare([1], [double.PositiveInfinity], Continuous));
    }

    [Fact]
    public void The_values_stay_as_they_are() =>
        Compared.AssertLeavesValues((b, c) => PairedSamples.Compare(b, c, Ordinal));

    [Fact]
    public void Swapping_the_sides_flips_the_sign() =>
        Always.Holds(
            from pairs in Samples.Pairs(Gen.OneOf(Samples.Tied, Samples.Plain))
            from settings in Gen.Elements(Continuous, Ordinal, Binary)
            select (pairs.First, pairs.Second, Settings: settings),
            t =>
            {
                var forth = PairedSamples.Compare(t.First, t.Second, t.Settings);
                var back = PairedSamples.Compare(t.Second, t.First, t.Settings);
                return Compared.AreMirrored(forth, back)
                    && Math.Abs((forth.NeededRuns - back.NeededRuns) ?? 0) <= 1;
            });

    [Fact]
    public void Nothing_is_ever_not_a_number() =>
        Always.Holds(
            from pairs in Samples.Pairs(Samples.Wild)
            from type in Gen.Elements(Continuous, Ordinal, Binary)
            from detect in Gen.Elements<double?>(null, 0, 1, -1e300, 1e-300)
            select (pairs.First, pairs.Second, Settings: type with { Detect = detect }),
            t => Compared.IsSound(PairedSamples.Compare(t.First, t.Second, t.Settings)));

    private static (double[] Baseline, double[] Candidate) Table(
        int both,
        int baselineOnly,
        int candidateOnly,
        int neither)
    {
        (double Baseline, double Candidate)[] pairs =
        [
            .. Enumerable.Repeat((1.0, 1.0), both),
            .. Enumerable.Repeat((1.0, 0.0), baselineOnly),
            .. Enumerable.Repeat((0.0, 1.0), candidateOnly),
            .. Enumerable.Repeat((0.0, 0.0), neither),
        ];
        return ([.. pairs.Select(p => p.Baseline)], [.. pairs.Select(p => p.Candidate)]);
    }
}
