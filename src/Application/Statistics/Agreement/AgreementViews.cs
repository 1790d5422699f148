using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Application.Statistics.Agreement;

/// <summary>How far raters agree who have judged the same targets.</summary>
public sealed record AgreementView
{
    public required Basis Basis { get; init; }
    public required LabelView Label { get; init; }
    public required AgreementMetric Metric { get; init; }
    public required AgreementSettings Settings { get; init; }
    public required long Targets { get; init; }

    /// <summary>Those that two or more raters have judged: the only ones that say something of agreement.</summary>
    public required long ComparableTargets { get; init; }

    public required Figure ObservedAgreement { get; init; }
    public required Figure FleissKappa { get; init; }
    public required Figure KrippendorffAlpha { get; init; }
    public required IReadOnlyList<RaterView> Raters { get; init; }
    public required IReadOnlyList<PairView> Pairs { get; init; }

    /// <summary>The targets with the most disagreement first.</summary>
    public required IReadOnlyList<DisagreementView> Disagreements { get; init; }
}

/// <summary>What was asked for.</summary>
public sealed record AgreementSettings
{
    public const int MaxResamples = 10_000;
    public const int MaxDisagreements = 1_000;

    /// <summary>Null for the one that fits the label.</summary>
    public AgreementMetric? Metric { get; init; }

    public double Confidence { get; init; } = 0.95;
    public long Seed { get; init; } = 1;
    public int Resamples { get; init; } = 1_000;

    /// <summary>How many targets are told at most.</summary>
    public int Disagreements { get; init; } = 10;
}

/// <param name="Rater">Who it is.</param>
/// <param name="N">How many ratings.</param>
/// <param name="Bias">How much higher than the others' on the same targets; null where the values are no numbers.</param>
public sealed record RaterView(Rater Rater, long N, Figure? Bias);

/// <summary>Two raters, and what there is to tell of the targets that both have judged.</summary>
public sealed record PairView(Rater A, Rater B, long N)
{
    public Figure? ObservedAgreement { get; init; }
    public Figure? CohenKappa { get; init; }
    public Figure? CohenKappaLinear { get; init; }
    public Figure? CohenKappaQuadratic { get; init; }
    public Figure? MeanDifference { get; init; }
    public Figure? MeanAbsoluteDifference { get; init; }
    public Figure? Pearson { get; init; }
    public Figure? Concordance { get; init; }
}

/// <summary>A target, and who has said what of it.</summary>
public sealed record DisagreementView
{
    public required Guid RunId { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public required double Distance { get; init; }
    public required IReadOnlyList<(Rater Rater, double Value)> Ratings { get; init; }
    public required EvaluationSearch Rows { get; init; }
}
