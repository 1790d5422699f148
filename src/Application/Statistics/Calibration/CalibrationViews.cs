using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics.Calibration;

/// <summary>Whose judgments stand for the truth: a person, a group, another evaluator.</summary>
public sealed record GoldRaters(IReadOnlyList<string>? Authors, IReadOnlyList<Guid>? EvaluatorIds)
{
    public IReadOnlyList<Rater> All { get; } =
    [
        .. (Authors ?? []).Select(author => new Rater(author, null)),
        .. (EvaluatorIds ?? []).Select(id => new Rater(null, id)),
    ];
}

/// <summary>What an evaluator's judgments are worth, held against gold.</summary>
public sealed record CalibrationView
{
    public required Basis Basis { get; init; }
    public required LabelView Label { get; init; }
    public required Guid EvaluatorId { get; init; }

    /// <summary>Targets that both sides have judged.</summary>
    public required long Targets { get; init; }

    /// <summary>Targets whose gold raters are divided: they are in no figure.</summary>
    public required long Undecided { get; init; }

    public required CalibrationFigures Figures { get; init; }

    /// <summary>Null for scores.</summary>
    public ConfusionView? Confusion { get; init; }

    public required IReadOnlyList<PeriodView> Drift { get; init; }
}

/// <summary>Null is what does not fit the label.</summary>
public sealed record CalibrationFigures
{
    public Figure? Accuracy { get; init; }
    public Figure? Precision { get; init; }
    public Figure? Recall { get; init; }
    public Figure? F1 { get; init; }
    public Figure? MeanError { get; init; }
    public Figure? MeanAbsoluteError { get; init; }
    public Figure? Pearson { get; init; }
    public Figure? Spearman { get; init; }
    public Figure? KendallTauB { get; init; }
}

/// <param name="Counts">A row for each category of gold; in it a number for each category of the evaluator.</param>
/// <param name="Categories">What there is to tell of each.</param>
public sealed record ConfusionView(
    IReadOnlyList<IReadOnlyList<long>> Counts, IReadOnlyList<CategoryCalibrationView> Categories);

public sealed record CategoryCalibrationView(int Value, string Name, long Gold, long Predicted)
{
    public required Figure Precision { get; init; }
    public required Figure Recall { get; init; }
    public required Figure F1 { get; init; }
}

/// <summary>The targets that the evaluator has judged in a stretch of time.</summary>
public sealed record PeriodView(DateTimeOffset From, DateTimeOffset Before, long N, CalibrationFigures Figures);
