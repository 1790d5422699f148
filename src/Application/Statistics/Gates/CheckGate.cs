using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics.Gates;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Gates;

/// <summary>Decides whether what was selected is as it must be.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record CheckGate(Caller Caller, Selection Selection, IReadOnlyList<GateCondition> Conditions)
    : IRequest<Result<GateView>>, ISelectingRequest
{
    public const int MaxConditions = 50;

    public double Confidence { get; init; } = 0.95;
}

internal sealed class CheckGateValidator : AbstractValidator<CheckGate>
{
    public CheckGateValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Confidence).IsConfidence();
        RuleFor(q => q.Conditions).Must(all => all.Count is >= 1 and <= CheckGate.MaxConditions)
            .WithMessage($"must number 1 to {CheckGate.MaxConditions}");
        RuleForEach(q => q.Conditions).SetValidator(new GateConditionValidator());
    }
}

internal sealed class GateConditionValidator : AbstractValidator<GateCondition>
{
    public GateConditionValidator()
    {
        RuleFor(c => c.AtLeast).Must((c, _) => c.Figure is GateFigure.NoRegression || !c.Bounds.AreNone)
            .WithMessage("is required, or at_most, low_at_least or high_at_most")
            .Must((c, _) => c.Figure is not GateFigure.NoRegression || c.Bounds.AreNone)
            .WithMessage("means nothing for no_regression, nor do the other bounds");
        RuleFor(c => c.LowAtLeast).Must((c, _) => c.Figure is not GateFigure.Coverage || (c.LowAtLeast ?? c.HighAtMost) is null)
            .WithMessage("means nothing for coverage, which has no interval");
        RuleFor(c => c.Category).Must((c, _) => c.Category is not null == c.Figure is GateFigure.Share)
            .WithMessage("is required for share, and means nothing for anything else");
        RuleFor(c => c.Metric).Must((c, _) => c.Metric is null || c.Figure is GateFigure.KrippendorffAlpha)
            .WithMessage("means nothing but for krippendorff_alpha");
        RuleFor(c => c.Raters).InclusiveBetween(1, Selection.MaxRaters).WithMessage($"must be from 1 to {Selection.MaxRaters}")
            .Must((c, raters) => raters == 1 || c.Figure is GateFigure.Coverage).WithMessage("means nothing but for coverage");
        RuleFor(c => c.Baseline).Must((c, _) => c.Baseline is not null == c.Figure is GateFigure.NoRegression)
            .WithMessage("is required for no_regression, and means nothing for anything else");
        RuleFor(c => c.Baseline!).SetValidator(new RunSelectionValidator()).When(c => c.Baseline is not null);
        RuleFor(c => c.PairBy).AtMost(ComparisonWishValidator.MaxKeyLength)
            .Must((c, key) => key is null || c.Figure is GateFigure.NoRegression).WithMessage("means nothing but for no_regression");
        RuleFor(c => c.Margin).Must(margin => margin is null or >= 0).WithMessage("must not be negative")
            .Must((c, margin) => margin is null || c.Figure is GateFigure.NoRegression).WithMessage("means nothing but for no_regression");
        RuleFor(c => c.LowerIsBetter).Must((c, lower) => !lower || c.Figure is GateFigure.NoRegression)
            .WithMessage("means nothing but for no_regression");
    }
}

internal sealed class CheckGateHandler(GateReading reading, Selections selections)
    : IRequestHandler<CheckGate, Result<GateView>>
{
    public async Task<Result<GateView>> Handle(CheckGate request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var selection = await selections.Fix(account, request.Selection, cancellationToken);
        var told = new List<GateConditionView>();
        foreach (var (place, condition) in request.Conditions.Index())
        {
            var fixedOne = condition.Baseline is { } baseline
                ? condition with { Baseline = await selections.Fix(account, baseline, cancellationToken) }
                : condition;
            var verdict = await reading.Read(account, selection, fixedOne, request.Confidence, cancellationToken);
            if (verdict.Error is { } refusal)
                return refusal.At($"conditions[{place}]");
            told.Add(verdict.Value);
        }

        return new GateView(told.TrueForAll(one => one.Passed), selection.AsOf!.Value, told);
    }
}
