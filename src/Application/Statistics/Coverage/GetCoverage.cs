using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Coverage;

/// <summary>Says which runs lack a label, or have fewer raters than they should, and how many are done.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetCoverage(Caller Caller, Selection Selection) : IRequest<Result<CoverageView>>, ISelectingRequest
{
    /// <summary>How many raters a run is to have for each label.</summary>
    public int Raters { get; init; } = 1;

    /// <summary>How many runs that lack something are told on a page.</summary>
    public int Limit { get; init; } = Page<UncoveredRun>.DefaultLimit;

    public string? After { get; init; }
}

internal sealed class GetCoverageValidator : AbstractValidator<GetCoverage>
{
    public GetCoverageValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Selection.LabelIds).NotNull().WithMessage("is required").OverridePropertyName("EvaluationLabelIds");
        RuleFor(q => q.Raters).InclusiveBetween(1, Selection.MaxRaters).WithMessage($"must be from 1 to {Selection.MaxRaters}");
        RuleFor(q => (int?)q.Limit).IsLimit();
        RuleFor(q => q.After).IsIdCursor();
    }
}

internal sealed class GetCoverageHandler(CoverageReading reading, Selections selections)
    : IRequestHandler<GetCoverage, Result<CoverageView>>
{
    public async Task<Result<CoverageView>> Handle(GetCoverage request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var selection = await selections.Fix(account, request.Selection, cancellationToken);
        var after = Cursor.ReadId(request.After);
        return await reading.Read(account, selection, request.Raters, after, request.Limit, cancellationToken);
    }
}
