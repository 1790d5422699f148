using FluentValidation;
using MediatR;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Calibration;

/// <summary>Says what an evaluator's judgments are worth, held against those of raters who stand for the truth.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetCalibration(Caller Caller, Guid LabelId, Guid EvaluatorId, GoldRaters Gold, Selection Selection)
    : IRequest<Result<CalibrationView>>, ISelectingRequest
{
    public double Confidence { get; init; } = 0.95;

    /// <summary>How long the stretches of time are in which drift is told; null where it is not.</summary>
    public TimeBucket? Drift { get; init; }
}

internal sealed class GetCalibrationValidator : AbstractValidator<GetCalibration>
{
    public GetCalibrationValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Confidence).IsConfidence();
        RuleFor(q => q.Gold).Must(gold => gold.All.Count > 0).WithMessage("must name an author or an evaluator at least")
            .Must(gold => gold.All.Count <= Selection.MaxRaters).WithMessage($"must name at most {Selection.MaxRaters}")
            .Must((q, gold) => !gold.All.Contains(new Rater(null, q.EvaluatorId)))
            .WithMessage("must not name the evaluator itself");
        RuleFor(q => q.Gold.Authors).AreAuthors();
    }
}

internal sealed class GetCalibrationHandler(IRatings ratings, ILabelRepository labels, Selections selections)
    : IRequestHandler<GetCalibration, Result<CalibrationView>>
{
    public async Task<Result<CalibrationView>> Handle(GetCalibration request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await labels.Get(account, request.LabelId, cancellationToken) is not { } label)
            return LabelErrors.NotFound;

        var judge = new Rater(null, request.EvaluatorId);
        var fixedOne = await selections.Fix(account, request.Selection, cancellationToken);
        var selection = fixedOne.By([judge, .. request.Gold.All]) with { LabelIds = [label.Id] };
        var fold = new CalibrationFold(label.ToConstraint(), judge, request.Drift);
        var counts = await ratings.Fold(account, selection, fold, cancellationToken);
        if (fold.HasTooMany)
            return StatisticsErrors.TooManyGroups(CalibrationFold.MaxPeriods);
        return new CalibrationAnswer(label, request.EvaluatorId, selection, request.Confidence, fold)
            .With(Basis.Of(selection.AsOf!.Value, counts));
    }
}
