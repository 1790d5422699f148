using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Statistics.Agreement;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Distributions;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Gates;

namespace RunEvaluations.Application.Statistics.Gates;

/// <summary>Computes the figure that a condition is about, and holds it against the condition.</summary>
internal sealed class GateReading(
    DistributionReading distributions, AgreementReading agreement, CoverageReading coverage, ComparisonReading comparison,
    ILabelRepository labels)
{
    public async Task<Result<GateConditionView>> Read(
        string accountId, Selection selection, GateCondition condition, double confidence, CancellationToken cancellationToken)
    {
        if (await labels.Get(accountId, condition.LabelId, cancellationToken) is not { } label)
            return LabelErrors.NotFound;

        var ofLabel = selection with { LabelIds = [label.Id] };
        return condition.Figure switch
        {
            GateFigure.NoRegression => await NoRegression(),
            GateFigure.Coverage => Bounded(await Coverage()),
            GateFigure.KrippendorffAlpha or GateFigure.FleissKappa => Bounded(await Agreement()),
            _ => Bounded(await Described()),
        };

        Result<GateConditionView> Bounded(Result<Figure> figure)
        {
            if (figure.Error is { } refusal)
                return refusal;
            var verdict = condition.Bounds.Of(figure.Value.Estimate);
            return new GateConditionView(condition, label, verdict.Passed, figure.Value, null, verdict.Reason);
        }

        async Task<Result<Figure>> Described()
        {
            var isShare = condition.Figure is GateFigure.Share;
            if (isShare && (condition.Category < 0 || condition.Category >= label.CategoryNames().Count))
                return StatisticsErrors.MethodDoesNotFit("category", "The label has no such category.");
            if (!isShare && label.ValueType is EvaluationValueType.Categorical)
                return StatisticsErrors.MethodDoesNotFit("figure", "Categories without an order have no mean: ask for a share.");
            var settings = new DistributionSettings { Confidence = confidence, Quantiles = [], Bins = 1 };
            var read = await distributions.Read(accountId, ofLabel, settings, cancellationToken);
            if (read.Error is { } refusal)
                return refusal;
            if (read.Value.Labels is not [{ Groups: [var all, ..] }, ..])
                return Nothing(read.Value.Basis.Note!);
            return isShare ? all.Categories![condition.Category!.Value].Share : all.Mean!;
        }

        async Task<Result<Figure>> Agreement()
        {
            var settings = new AgreementSettings { Metric = condition.Metric, Confidence = confidence, Disagreements = 0 };
            var read = await agreement.Read(accountId, label.Id, ofLabel, settings, cancellationToken);
            if (read.Error is { } refusal)
                return refusal;
            return condition.Figure is GateFigure.FleissKappa ? read.Value.FleissKappa() : read.Value.KrippendorffAlpha();
        }

        async Task<Result<Figure>> Coverage()
        {
            var read = await coverage.Read(accountId, ofLabel, condition.Raters, null, null, cancellationToken);
            return read.Error is { } refusal ? refusal : read.Value.Labels[0].Share;
        }

        async Task<Result<GateConditionView>> NoRegression()
        {
            var wish = new ComparisonWish
            {
                Baseline = condition.Baseline!,
                Candidate = selection.Runs,
                PairBy = condition.PairBy,
                Confidence = confidence,
            };
            var read = await comparison.Read(accountId, ofLabel, wish, cancellationToken);
            if (read.Error is { } refusal)
                return refusal;
            var compared = read.Value.Labels[0];
            if (compared.Problem is { } problem)
                return StatisticsErrors.MethodDoesNotFit("figure", problem);
            var difference = compared.Result!.Difference;
            var verdict = Regression.Of(difference, condition.Margin, condition.LowerIsBetter);
            var figure = new Figure(difference, compared.CandidateRows);
            return new GateConditionView(condition, label, verdict.Passed, figure, compared.BaselineRows, verdict.Reason);
        }

        Figure Nothing(string note) =>
            new(Estimate.Undefined(0, "Figure of the gate", note), new EvaluationSearch { Selection = ofLabel, Counted = true });
    }
}
