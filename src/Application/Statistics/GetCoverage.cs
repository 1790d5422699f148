using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics;

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

internal sealed class GetCoverageHandler(CoverageReading reading, TimeProvider time)
    : IRequestHandler<GetCoverage, Result<CoverageView>>
{
    public Task<Result<CoverageView>> Handle(GetCoverage request, CancellationToken cancellationToken) => reading.Read(
        request.Caller.AccountId,
        request.Selection.At(time),
        request.Raters,
        Cursor.ReadId(request.After),
        request.Limit,
        cancellationToken);
}
