using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class DisagreementTests
{
    [Theory]
    [InlineData(AgreementMetric.Nominal, 2 / 3.0)]
    [InlineData(AgreementMetric.Ordinal, 2)]
    [InlineData(AgreementMetric.Interval, 2)]
    [InlineData(AgreementMetric.Ratio, 2)]
    public void Two_of_three_pairs_that_are_three_apart(AgreementMetric metric, double expected) =>
        Assert.Equal(expected, Disagreement.Of([new(0, 1), new(1, 4), new(2, 1)], metric), 1e-15);

    [Fact]
    public void Fewer_than_two_ratings_do_not_disagree() =>
        Assert.All(Rated.Metrics, metric => Assert.Equal(
            (0, 0),
            (Disagreement.Of([], metric), Disagreement.Of([new(0, 5)], metric))));

    [Fact]
    public void It_is_finite_not_negative_and_zero_for_equal_ratings_alone() =>
        Always.Holds(
            Gen.Elements(0, 1, -1, double.MaxValue, double.MinValue, 1e300).ListOf(),
            values => Rated.Metrics.All(metric =>
            {
                var disagreement = Disagreement.Of([.. values.Select((v, i) => new Rating(i, v))], metric);
                return double.IsFinite(disagreement) && disagreement >= 0
                    && disagreement > 0 == values.Distinct().Count() > 1;
            }));
}
