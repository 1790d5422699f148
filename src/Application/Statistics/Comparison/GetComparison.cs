using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Comparison;

/// <summary>Compares the runs of a candidate with those of a baseline: what is different, how much, and how surely.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetComparison(Caller Caller, Selection Selection, ComparisonWish Wish)
    : IRequest<Result<ComparisonView>>, ISelectingRequest;

internal sealed class GetComparisonValidator : AbstractValidator<GetComparison>
{
    public GetComparisonValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Selection.LabelIds).NotNull().WithMessage("is required").OverridePropertyName("EvaluationLabelIds");
        RuleFor(q => q.Wish).SetValidator(new ComparisonWishValidator()).OverridePropertyName("");
    }
}

internal sealed class ComparisonWishValidator : AbstractValidator<ComparisonWish>
{
    public const int MaxKeyLength = 200;

    public ComparisonWishValidator()
    {
        RuleFor(wish => wish.Baseline).SetValidator(new RunSelectionValidator())
            .Must(runs => runs != new RunSelection()).WithMessage("must say which runs it is");
        RuleFor(wish => wish.Candidate).SetValidator(new RunSelectionValidator())
            .Must(runs => runs != new RunSelection()).WithMessage("must say which runs it is");
        RuleFor(wish => wish.PairBy).AtMost(MaxKeyLength);
        RuleFor(wish => wish.Confidence).IsConfidence();
        RuleFor(wish => wish.Detect).Must(size => size is null or > 0).WithMessage("must be greater than 0");
        RuleFor(wish => wish.Power).Must(power => power is >= 0.5 and <= 0.9999).WithMessage("must be from 0.5 to 0.9999");
    }
}

internal sealed class GetComparisonHandler(ComparisonReading reading, Selections selections)
    : IRequestHandler<GetComparison, Result<ComparisonView>>
{
    public async Task<Result<ComparisonView>> Handle(GetComparison request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var wish = request.Wish with
        {
            Baseline = await selections.Fix(account, request.Wish.Baseline, cancellationToken),
            Candidate = await selections.Fix(account, request.Wish.Candidate, cancellationToken),
        };
        var selection = await selections.Fix(account, request.Selection, cancellationToken);
        return await reading.Read(account, selection, wish, cancellationToken);
    }
}
