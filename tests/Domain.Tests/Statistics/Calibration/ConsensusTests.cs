using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Domain.Tests.Statistics.Calibration;

public sealed class ConsensusTests
{
    private static readonly Gen<double[]> Indices = Samples.Of(1, 9, Gen.Choose(0, 3).Select(i => (double)i));
    private static readonly Gen<double[]> Some = Samples.Wild.Where(values => values.Length > 0);

    [Theory]
    [InlineData(1.0, new double[] { 1 })]
    [InlineData(0.0, new double[] { 0, 1, 0 })]
    [InlineData(null, new double[] { 0, 1 })]
    [InlineData(null, new double[] { 1, 0, 0, 1 })]
    [InlineData(1.0, new double[] { 1, 1, 1, 0, 0 })]
    public void Of_yes_and_no_it_is_what_most_say(double? expected, double[] values) =>
        Assert.Equal(expected, Consensus.Of(EvaluationValueType.Binary, values));

    [Theory]
    [InlineData(7.0, new double[] { 7 })]
    [InlineData(null, new double[] { 0, 0, 1, 1, 2 })]
    [InlineData(null, new double[] { 0, 1, 1, 2, 2 })]
    [InlineData(null, new double[] { 0, 1, 2 })]
    [InlineData(null, new double[] { 3, 3, 0, 0, 5, 5 })]
    [InlineData(2.0, new double[] { 0, 1, 1, 2, 2, 2 })]
    [InlineData(0.0, new double[] { 2, 1, 0, 1, 0, 0 })]
    [InlineData(2.0, new double[] { 0, 0, 1, 1, 2, 2, 2 })]
    [InlineData(1.0, new double[] { 2, 2, 1, 0, 0, 1, 1 })]
    public void Of_categories_it_is_the_most_frequent_unless_two_are_as_frequent(double? expected, double[] values) =>
        Assert.Equal(expected, Consensus.Of(EvaluationValueType.Categorical, values));

    [Fact]
    public void Of_categories_it_is_what_counting_says() => Always.Holds(Indices, values =>
    {
        var most = values.Max(v => values.Count(o => o == v));
        var frequent = values.Where(v => values.Count(o => o == v) == most).Distinct().ToArray();
        double? expected = frequent is [var one] ? one : null;
        return Consensus.Of(EvaluationValueType.Categorical, [.. values]) == expected
            && Consensus.Of(EvaluationValueType.Binary, [.. values]) == expected;
    });

    [Theory]
    [InlineData(4, new double[] { 4 })]
    [InlineData(1, new double[] { 1, 2 })]
    [InlineData(0, new double[] { 4, 0 })]
    [InlineData(2, new double[] { 4, 2, 0 })]
    [InlineData(1, new double[] { 3, 0, 2, 1 })]
    [InlineData(2, new double[] { 0, 2, 2, 4 })]
    [InlineData(0, new double[] { 0, 0, 0, 9 })]
    [InlineData(3, new double[] { 5, 1, 4, 3, 2, 5 })]
    public void Of_ordered_categories_it_is_the_median_the_lower_one_of_two(double expected, double[] values) =>
        Assert.Equal(expected, Consensus.Of(EvaluationValueType.Ordinal, values));

    [Fact]
    public void Of_ordered_categories_at_most_half_lie_beyond_it_on_either_side() => Always.Holds(Indices, values =>
    {
        var median = Consensus.Of(EvaluationValueType.Ordinal, [.. values]);
        return values.Contains(median!.Value)
            && values.Count(v => v < median) * 2 < values.Length
            && values.Count(v => v > median) * 2 <= values.Length;
    });

    [Theory]
    [InlineData(0.3, new[] { 0.3 })]
    [InlineData(2.5, new double[] { 4, 1, 2, 3 })]
    [InlineData(-0.25, new[] { -1, 0.5 })]
    [InlineData(0.1, new[] { 0.1, 0.1, 0.1 })]
    [InlineData(double.MaxValue, new[] { double.MaxValue, double.MaxValue, double.MaxValue })]
    [InlineData(0, new[] { double.MaxValue, -double.MaxValue })]
    [InlineData(double.Epsilon, new[] { double.Epsilon, double.Epsilon })]
    public void Of_scores_it_is_the_mean(double expected, double[] values) =>
        Assert.Equal(expected, Consensus.Of(EvaluationValueType.Continuous, values));

    [Fact]
    public void The_mean_of_huge_scores_is_what_it_is_of_small_ones() =>
        Assert.Equal(2e300, Consensus.Of(EvaluationValueType.Continuous, [1e300, 2e300, 3e300])!.Value, 1e286);

    [Fact]
    public void Of_any_scores_it_lies_among_them() => Always.Holds(Some, values =>
        Consensus.Of(EvaluationValueType.Continuous, [.. values]) is { } mean
        && values.Min() <= mean && mean <= values.Max());

    [Fact]
    public void The_order_of_the_raters_does_not_matter() => Always.Holds(
        Some.SelectMany(values => Gen.Shuffle(values), (values, shuffled) => (values, shuffled)),
        t => Enum.GetValues<EvaluationValueType>().All(type =>
            Consensus.Of(type, [.. t.values]) == Consensus.Of(type, [.. t.shuffled])));

    [Fact]
    public void Raters_who_agree_are_believed_whatever_they_rate() => Always.Holds(
        from value in Gen.Elements(0, 1, 3, 0.1, 1e300)
        from raters in Gen.Choose(1, 7)
        select (value, raters),
        t => Enum.GetValues<EvaluationValueType>().All(type =>
            Consensus.Of(type, [.. Enumerable.Repeat(t.value, t.raters)]) == t.value));

    [Fact]
    public void Without_a_rater_there_is_nobody_to_ask() =>
        Assert.All(Enum.GetValues<EvaluationValueType>(), type =>
            Assert.Throws<ArgumentException>(() => Consensus.Of(type, [])));
}
