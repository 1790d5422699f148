using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Tests.Statistics.Description;

public sealed class QuantilesTests
{
    /// <summary>As numpy.quantile and R's quantile have it.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.3)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.9, 3.7)]
    [InlineData(1, 4)]
    public void Of_one_to_four(double probability, double expected) =>
        Assert.Equal(expected, Quantiles.Of([1, 2, 3, 4], probability)!.Value, 1e-15);

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Null(Quantiles.Of([], 0.5));

    [Fact]
    public void Of_one_value_all_are_that_value() =>
        Always.Holds(Gen.Choose(0, 100), percent => Quantiles.Of([7.5], percent / 100.0) == 7.5);

    [Fact]
    public void They_are_finite_within_the_values_and_do_not_fall() =>
        Always.Holds(
            Gen.Elements(0, 1, -1, 1e300, double.MaxValue, double.MinValue, double.Epsilon, 0.1).NonEmptyListOf(),
            values =>
            {
                double[] sorted = [.. values.Order()];
                var quantiles = Enumerable.Range(0, 101).Select(i => Quantiles.Of(sorted, i / 100.0)!.Value).ToArray();
                return quantiles.All(double.IsFinite)
                    && quantiles.Zip(quantiles.Skip(1)).All(q => q.First <= q.Second)
                    && (quantiles[0], quantiles[^1]) == (sorted[0], sorted[^1]);
            });

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_probability_lies_between_0_and_1(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], probability));
}
