using RunEvaluations.Application.Statistics.Calibration;

namespace RunEvaluations.Api.Statistics;

internal static class CalibrationAnswers
{
    public static CalibrationResponse ToResponse(this CalibrationView view, double confidence) => new()
    {
        EvaluationLabelId = view.Label.Id,
        EvaluationLabelName = view.Label.Name,
        ValueType = view.Label.ValueType,
        EvaluatorId = view.EvaluatorId,
        AsOf = view.Basis.AsOf,
        Confidence = confidence,
        Counted = view.Basis.Counted,
        SetAside = view.Basis.SetAside,
        Note = view.Basis.Note,
        Targets = view.Targets,
        Undecided = view.Undecided,
        Figures = Of(view.Figures),
        Confusion = view.Confusion is { } matrix ? new ConfusionResponse(matrix.Counts, [.. matrix.Categories.Select(Of)]) : null,
        Drift = [.. view.Drift.Select(period => new PeriodResponse(period.From, period.Before, period.N, Of(period.Figures)))],
    };

    private static CalibrationFiguresResponse Of(CalibrationFigures all) => new()
    {
        Accuracy = Figures.OrNull(all.Accuracy),
        Precision = Figures.OrNull(all.Precision),
        Recall = Figures.OrNull(all.Recall),
        F1 = Figures.OrNull(all.F1),
        MeanError = Figures.OrNull(all.MeanError),
        MeanAbsoluteError = Figures.OrNull(all.MeanAbsoluteError),
        Pearson = Figures.OrNull(all.Pearson),
        Spearman = Figures.OrNull(all.Spearman),
        KendallTauB = Figures.OrNull(all.KendallTauB),
    };

    private static CategoryCalibrationResponse Of(CategoryCalibrationView category) => new()
    {
        Value = category.Value,
        Name = category.Name,
        Gold = category.Gold,
        Predicted = category.Predicted,
        Precision = category.Precision.ToResponse(),
        Recall = category.Recall.ToResponse(),
        F1 = category.F1.ToResponse(),
    };
}
