using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>Which distance between ratings means something for which values.</summary>
public static class MetricFit
{
    /// <summary>The one that belongs to the level of measurement.</summary>
    /// <remarks>Source: Stevens 1946, On the theory of scales of measurement, Science 103.</remarks>
    public static AgreementMetric Of(EvaluationValueType type) => type switch
    {
        EvaluationValueType.Continuous => AgreementMetric.Interval,
        EvaluationValueType.Ordinal => AgreementMetric.Ordinal,
        _ => AgreementMetric.Nominal,
    };

    /// <summary>Why it does not fit, as a sentence; null where it does.</summary>
    public static string? Problem(EvaluationValueType type, AgreementMetric metric) => (type, metric) switch
    {
        (EvaluationValueType.Continuous, AgreementMetric.Nominal or AgreementMetric.Ordinal) =>
            "The label is continuous: its scores are no categories, and the interval and the ratio metric fit.",
        (EvaluationValueType.Continuous, _) => null,
        (_, AgreementMetric.Ratio) =>
            "The ratio metric needs scores with a true zero, and the values of this label are categories.",
        (EvaluationValueType.Categorical, not AgreementMetric.Nominal) =>
            "The categories of this label have no order: only the nominal metric fits.",
        _ => null,
    };
}
