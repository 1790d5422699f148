using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Api.Statistics;

/// <summary>Which evaluator is held against whom.</summary>
public sealed record CalibrationRequest : TargetsRequest
{
    /// <summary>The label that both sides have judged against.</summary>
    public required Guid EvaluationLabelId { get; init; }

    /// <summary>The evaluator whose judgments are in question.</summary>
    public required Guid EvaluatorId { get; init; }

    /// <summary>Whose judgments stand for the truth.</summary>
    public required GoldRequest Gold { get; init; }

    /// <summary>The confidence of the intervals, 0.5 to 0.9999; 0.95 where absent.</summary>
    public double? Confidence { get; init; }

    /// <summary>The stretches of time to tell drift in, by when the evaluator has judged; none where absent.</summary>
    public TimeBucket? Drift { get; init; }
}

/// <summary>
/// A person, another evaluator, or several of either. Of several the value of a target is that which most have given (of
/// binary and categorical labels; divided raters are left out and counted), the lower median (ordinal), or the mean
/// (continuous).
/// </summary>
public sealed record GoldRequest
{
    public IReadOnlyList<string>? Authors { get; init; }
    public IReadOnlyList<Guid>? EvaluatorIds { get; init; }
}

/// <summary>What an evaluator's judgments are worth. What does not fit the label is null.</summary>
public sealed record CalibrationResponse
{
    public required Guid EvaluationLabelId { get; init; }
    public required string EvaluationLabelName { get; init; }
    public required EvaluationValueType ValueType { get; init; }
    public required Guid EvaluatorId { get; init; }

    /// <summary>The moment that the figures are of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required double Confidence { get; init; }

    /// <summary>How many evaluations were counted, of both sides: of each rater the latest for a target.</summary>
    public required long Counted { get; init; }

    /// <summary>How many were set aside, since their rater has given a later value for the same target.</summary>
    public required long SetAside { get; init; }

    /// <summary>Why there is nothing; null where there is something.</summary>
    public required string? Note { get; init; }

    /// <summary>How many targets both sides have judged.</summary>
    public required long Targets { get; init; }

    /// <summary>How many of them have gold raters who are divided: they are in no figure.</summary>
    public required long Undecided { get; init; }

    public required CalibrationFiguresResponse Figures { get; init; }

    /// <summary>Null for a continuous label.</summary>
    public required ConfusionResponse? Confusion { get; init; }

    /// <summary>The same figures for each stretch of time, in their order; empty where none was asked for.</summary>
    public required IReadOnlyList<PeriodResponse> Drift { get; init; }
}

/// <summary>Figures of an evaluator beside gold. N counts targets, or those that a share is of.</summary>
public sealed record CalibrationFiguresResponse
{
    /// <summary>The share of targets that it puts into gold's category.</summary>
    public required FigureResponse? Accuracy { get; init; }

    /// <summary>Of its ones, the share that are gold's; of categories the mean over them.</summary>
    public required FigureResponse? Precision { get; init; }

    /// <summary>Of gold's ones, the share that it finds; of categories the mean over them.</summary>
    public required FigureResponse? Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall; of categories the mean over them.</summary>
    public required FigureResponse? F1 { get; init; }

    /// <summary>By how much it is higher than gold on average; of continuous and ordinal labels, as what follows.</summary>
    public required FigureResponse? MeanError { get; init; }

    /// <summary>How far it is from gold on average.</summary>
    public required FigureResponse? MeanAbsoluteError { get; init; }

    /// <summary>Pearson's correlation.</summary>
    public required FigureResponse? Pearson { get; init; }

    /// <summary>Spearman's rank correlation.</summary>
    public required FigureResponse? Spearman { get; init; }

    /// <summary>Kendall's tau-b.</summary>
    public required FigureResponse? KendallTauB { get; init; }
}

/// <summary>How often what was taken for what.</summary>
/// <param name="Counts">A row for each category of gold, in it a number for each category of the evaluator.</param>
/// <param name="Categories">Each of them.</param>
public sealed record ConfusionResponse(
    IReadOnlyList<IReadOnlyList<long>> Counts, IReadOnlyList<CategoryCalibrationResponse> Categories);

/// <summary>A category, or no and yes.</summary>
public sealed record CategoryCalibrationResponse
{
    /// <summary>Its index.</summary>
    public required int Value { get; init; }

    public required string Name { get; init; }

    /// <summary>How many targets have it by gold.</summary>
    public required long Gold { get; init; }

    /// <summary>How many have it by the evaluator.</summary>
    public required long Predicted { get; init; }

    public required FigureResponse Precision { get; init; }
    public required FigureResponse Recall { get; init; }
    public required FigureResponse F1 { get; init; }
}

/// <summary>The targets that the evaluator has judged in a stretch of time, in UTC.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Before">Its end, which belongs to the next one.</param>
/// <param name="N">How many targets.</param>
/// <param name="Figures">Of them.</param>
public sealed record PeriodResponse(DateTimeOffset From, DateTimeOffset Before, long N, CalibrationFiguresResponse Figures);
