using RunEvaluations.Application.Statistics.Agreement;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Api.Statistics;

/// <summary>Whose agreement is asked about, and on what.</summary>
public sealed record AgreementRequest : EvaluationsRequest
{
    /// <summary>The label that they have judged against.</summary>
    public required Guid EvaluationLabelId { get; init; }

    /// <summary>How far apart two ratings are; where absent the metric that belongs to the label's value type.</summary>
    public AgreementMetric? Metric { get; init; }

    /// <summary>The confidence of the intervals, 0.5 to 0.9999; 0.95 where absent.</summary>
    public double? Confidence { get; init; }

    /// <summary>Where the random numbers of the bootstrap begin: the same seed gives the same intervals. 1 where absent.</summary>
    public long? Seed { get; init; }

    /// <summary>How many samples the bootstrap draws, 0 to 10,000; 1,000 where absent, and with 0 no intervals.</summary>
    public int? Resamples { get; init; }

    /// <summary>How many of the targets with the most disagreement to tell, 0 to 1,000; 10 where absent.</summary>
    public int? Disagreements { get; init; }

    internal AgreementSettings ToSettings()
    {
        var usual = new AgreementSettings();
        return usual with
        {
            Metric = Metric,
            Confidence = Confidence ?? usual.Confidence,
            Seed = Seed ?? usual.Seed,
            Resamples = Resamples ?? usual.Resamples,
            Disagreements = Disagreements ?? usual.Disagreements,
        };
    }
}

/// <summary>How far raters agree. Every figure but a bias counts targets that two or more raters have judged.</summary>
public sealed record AgreementResponse
{
    public required Guid EvaluationLabelId { get; init; }
    public required string EvaluationLabelName { get; init; }
    public required EvaluationValueType ValueType { get; init; }

    /// <summary>The moment that the figures are of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How far apart two ratings are, for alpha and for the list of disagreements.</summary>
    public required AgreementMetric Metric { get; init; }

    public required double Confidence { get; init; }
    public required long Seed { get; init; }
    public required int Resamples { get; init; }

    /// <summary>How many evaluations were counted: of each rater the latest for a target.</summary>
    public required long Counted { get; init; }

    /// <summary>How many were set aside, since their rater has given a later value for the same target.</summary>
    public required long SetAside { get; init; }

    /// <summary>Why there is nothing; null where there is something.</summary>
    public required string? Note { get; init; }

    /// <summary>How many targets (a run, an output, a field) were judged.</summary>
    public required long Targets { get; init; }

    /// <summary>How many of them by two raters or more.</summary>
    public required long ComparableTargets { get; init; }

    /// <summary>The share of pairs of raters that agree on a target, on average; from 0 to 1.</summary>
    public required FigureResponse ObservedAgreement { get; init; }

    /// <summary>Fleiss' kappa: agreement beyond chance of any number of raters (Fleiss 1971); at most 1.</summary>
    public required FigureResponse FleissKappa { get; init; }

    /// <summary>Krippendorff's alpha: 1 is perfect, 0 as by chance, below 0 worse (Krippendorff 2011).</summary>
    public required FigureResponse KrippendorffAlpha { get; init; }

    public required IReadOnlyList<RaterAgreementResponse> Raters { get; init; }

    /// <summary>Each rater with each other, where both have judged the same targets.</summary>
    public required IReadOnlyList<PairResponse> Pairs { get; init; }

    /// <summary>The targets with the most disagreement, those first.</summary>
    public required IReadOnlyList<DisagreementResponse> Disagreements { get; init; }
}

/// <summary>Who has judged: a user or an evaluator, the other one is null.</summary>
public sealed record RaterResponse(string? Author, Guid? EvaluatorId)
{
    internal static RaterResponse Of(Rater rater) => new(rater.Author, rater.EvaluatorId);
}

/// <summary>A rater, and how their values lie to the others'.</summary>
/// <param name="Rater">Who it is.</param>
/// <param name="N">How many ratings.</param>
/// <param name="Bias">By how much they are higher than the mean of the others' on the same targets; null for categories without order, and for who shares no target.</param>
public sealed record RaterAgreementResponse(RaterResponse Rater, long N, FigureResponse? Bias);

/// <summary>Two raters on the targets that both have judged. What does not fit the label is null.</summary>
public sealed record PairResponse
{
    public required RaterResponse A { get; init; }
    public required RaterResponse B { get; init; }

    /// <summary>How many targets both have judged.</summary>
    public required long N { get; init; }

    /// <summary>The share of them on which they agree.</summary>
    public required FigureResponse? ObservedAgreement { get; init; }

    /// <summary>Cohen's kappa (Cohen 1960).</summary>
    public required FigureResponse? CohenKappa { get; init; }

    /// <summary>Weighted by the steps between two categories (Cohen 1968); of ordinal labels.</summary>
    public required FigureResponse? CohenKappaLinear { get; init; }

    /// <summary>Weighted by their square; of ordinal labels.</summary>
    public required FigureResponse? CohenKappaQuadratic { get; init; }

    /// <summary>By how much A's scores are higher than B's on average.</summary>
    public required FigureResponse? MeanDifference { get; init; }

    /// <summary>How far apart their scores are on average.</summary>
    public required FigureResponse? MeanAbsoluteDifference { get; init; }

    /// <summary>The correlation of their scores.</summary>
    public required FigureResponse? Pearson { get; init; }

    /// <summary>The concordance correlation: whether their scores are the same (Lin 1989).</summary>
    public required FigureResponse? Concordance { get; init; }
}

/// <summary>A target that raters disagree on.</summary>
public sealed record DisagreementResponse
{
    public required Guid RunId { get; init; }
    public required string? OutputName { get; init; }
    public required string? FieldPath { get; init; }

    /// <summary>The mean over pairs of ratings: 1 for each that differs, or how far apart they are.</summary>
    public required double Distance { get; init; }

    public required IReadOnlyList<RatingResponse> Ratings { get; init; }

    /// <summary>Where they are listed.</summary>
    public required string Evaluations { get; init; }
}

/// <summary>Who has given which value.</summary>
public sealed record RatingResponse(RaterResponse Rater, double Value);
