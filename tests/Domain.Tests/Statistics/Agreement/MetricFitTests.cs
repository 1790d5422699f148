using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class MetricFitTests
{
    private const string Scores =
        "The label is continuous: its scores are no categories, and the interval and the ratio metric fit.";

    private const string NoZero =
        "The ratio metric needs scores with a true zero, and the values of this label are categories.";

    private const string NoOrder = "The categories of this label have no order: only the nominal metric fits.";

    /// <summary>What does not fit; every other combination does.</summary>
    private static readonly Dictionary<(EvaluationValueType Type, AgreementMetric Metric), string> Problems = new()
    {
        [(EvaluationValueType.Continuous, AgreementMetric.Nominal)] = Scores,
        [(EvaluationValueType.Continuous, AgreementMetric.Ordinal)] = Scores,
        [(EvaluationValueType.Binary, AgreementMetric.Ratio)] = NoZero,
        [(EvaluationValueType.Ordinal, AgreementMetric.Ratio)] = NoZero,
        [(EvaluationValueType.Categorical, AgreementMetric.Ratio)] = NoZero,
        [(EvaluationValueType.Categorical, AgreementMetric.Ordinal)] = NoOrder,
        [(EvaluationValueType.Categorical, AgreementMetric.Interval)] = NoOrder,
    };

    public static IEnumerable<object[]> Combinations() =>
        from type in Enum.GetValues<EvaluationValueType>()
        from metric in Enum.GetValues<AgreementMetric>()
        select new object[] { type, metric };

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_metric_fits_or_says_why_not(EvaluationValueType type, AgreementMetric metric) =>
        Assert.Equal(Problems.GetValueOrDefault((type, metric)), MetricFit.Problem(type, metric));

    [Theory]
    [InlineData(EvaluationValueType.Binary, AgreementMetric.Nominal)]
    [InlineData(EvaluationValueType.Categorical, AgreementMetric.Nominal)]
    [InlineData(EvaluationValueType.Ordinal, AgreementMetric.Ordinal)]
    [InlineData(EvaluationValueType.Continuous, AgreementMetric.Interval)]
    public void The_metric_is_that_of_the_level_of_measurement(EvaluationValueType type, AgreementMetric metric) =>
        Assert.Equal(metric, MetricFit.Of(type));

    [Fact]
    public void The_metric_that_belongs_to_a_type_fits_it() =>
        Assert.All(Enum.GetValues<EvaluationValueType>(), t => Assert.Null(MetricFit.Problem(t, MetricFit.Of(t))));
}
