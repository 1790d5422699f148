using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Application.Statistics.Calibration;

/// <summary>What is told of an evaluator beside gold.</summary>
internal sealed class CalibrationAnswer(
    LabelView label, Guid evaluatorId, Selection selection, double confidence, CalibrationFold fold)
{
    private readonly EvaluationSearch both = new()
    {
        Selection = selection,
        Counted = true,
        MinRaters = 2,
        RatedBy = [new Rater(null, evaluatorId)],
        Decided = fold.Undecided > 0,
    };

    public CalibrationView With(Basis basis) => new()
    {
        Basis = basis,
        Label = label,
        EvaluatorId = evaluatorId,
        Targets = fold.All.N + fold.Undecided,
        Undecided = fold.Undecided,
        Figures = Tell(fold.All, both),
        Confusion = fold.All.Confusion is { } matrix ? Tell(matrix) : null,
        Drift =
        [
            .. fold.Periods.Select(period => new PeriodView(
                period.From,
                period.Before,
                period.Calibration.N,
                Tell(period.Calibration, both with { RatedFrom = period.From, RatedBefore = period.Before }))),
        ],
    };

    private CalibrationFigures Tell(Calibration calibration, EvaluationSearch rows)
    {
        var (matrix, scores) = (calibration.Confusion, calibration.Scores);
        var isBinary = label.ValueType is EvaluationValueType.Binary;
        return new CalibrationFigures
        {
            Accuracy = Of(matrix?.Accuracy(confidence)),
            Precision = Of(isBinary ? matrix!.Precision(1, confidence) : matrix?.MacroPrecision(confidence)),
            Recall = Of(isBinary ? matrix!.Recall(1, confidence) : matrix?.MacroRecall(confidence)),
            F1 = Of(isBinary ? matrix!.F1(1, confidence) : matrix?.MacroF1(confidence)),
            MeanError = Of(scores?.MeanError(confidence)),
            MeanAbsoluteError = Of(scores?.MeanAbsoluteError(confidence)),
            Pearson = Of(scores?.Pearson(confidence)),
            Spearman = Of(scores?.Spearman(confidence)),
            KendallTauB = Of(scores?.KendallTauB(confidence)),
        };

        Figure? Of(Estimate? estimate) => estimate is null ? null : new Figure(estimate, rows);
    }

    private ConfusionView Tell(ConfusionMatrix matrix)
    {
        var names = label.CategoryNames();
        var all = Enumerable.Range(0, names.Count).ToList();
        return new ConfusionView(
            [.. all.Select(gold => all.Select(predicted => matrix[gold, predicted]).ToList())],
            [
                .. all.Select(k => new CategoryCalibrationView(k, names[k], matrix.Gold(k), matrix.Predicted(k))
                {
                    Precision = new Figure(matrix.Precision(k, confidence), both),
                    Recall = new Figure(matrix.Recall(k, confidence), both),
                    F1 = new Figure(matrix.F1(k, confidence), both),
                }),
            ]);
    }
}
