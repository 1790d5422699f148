using FluentValidation;
using MediatR;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Search;

/// <summary>
/// Lists evaluations of all runs that meet the conditions, by time or by value: all of them as a stream, or a page where a
/// limit is given.
/// </summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record SearchEvaluations(Caller Caller, EvaluationSearch Search, SearchOrder Order)
    : IRequest<Result<EvaluationList>>, ISelectingRequest
{
    public int? Limit { get; init; }
    public string? After { get; init; }

    Selection ISelectingRequest.Selection => Search.Selection;
}

/// <param name="By">What they are sorted by; of the same time or value, by id.</param>
/// <param name="Descending">Whether the latest or the greatest comes first.</param>
public sealed record SearchOrder(SearchSort By, bool Descending);

internal sealed class SearchEvaluationsValidator : AbstractValidator<SearchEvaluations>
{
    public SearchEvaluationsValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Search.MinValue).Must((q, least) => !(least > q.Search.MaxValue))
            .WithMessage("must not be greater than max_value").OverridePropertyName(nameof(EvaluationSearch.MinValue));
        RuleFor(q => q.Search.MinRaters).Must(raters => raters is null or (>= 1 and <= Selection.MaxRaters))
            .WithMessage($"must be from 1 to {Selection.MaxRaters}").OverridePropertyName(nameof(EvaluationSearch.MinRaters));
        RuleFor(q => q.Search.RatedBy).AtMostItems(Selection.MaxRaters)
            .Must(all => all?.All(IsRater) != false)
            .WithMessage($"must each have an author, of {OpaqueId.Rule}, or an evaluator_id, and not both")
            .OverridePropertyName(nameof(EvaluationSearch.RatedBy));
        RuleFor(q => q.Search.RatedFrom).Must((q, from) => from is null || q.Search.RatedBy is not null)
            .WithMessage("means nothing without rated_by")
            .Must((q, from) => !(from > q.Search.RatedBefore)).WithMessage("must not be later than rated_before")
            .OverridePropertyName(nameof(EvaluationSearch.RatedFrom));
        RuleFor(q => q.Search.RatedBefore).Must((q, before) => before is null || q.Search.RatedBy is not null)
            .WithMessage("means nothing without rated_by").OverridePropertyName(nameof(EvaluationSearch.RatedBefore));
        RuleFor(q => q.Search.Decided).Must((q, decided) => !decided || q.Search.RatedBy is not null)
            .WithMessage("means nothing without rated_by").OverridePropertyName(nameof(EvaluationSearch.Decided));
        RuleFor(q => q.Search.CountedFrom).Must((q, from) => !(from > q.Search.CountedBefore))
            .WithMessage("must not be later than counted_before").OverridePropertyName(nameof(EvaluationSearch.CountedFrom));
        RuleFor(q => q.Search.PairedWith!.Runs).SetValidator(new RunSelectionValidator()).When(q => q.Search.PairedWith is not null)
            .OverridePropertyName(nameof(EvaluationSearch.PairedWith));
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).Must((q, text) => text is null || q.Order.By switch
        {
            SearchSort.Time => Cursor.ReadTimeAndId(text) is not null,
            _ => Cursor.ReadValueAndId(text) is not null,
        }).WithMessage(PageRules.NotACursor);
    }

    private static bool IsRater(Rater rater) =>
        rater.Author is { } author ? rater.EvaluatorId is null && OpaqueId.IsValid(author) : rater.EvaluatorId is not null;
}

internal sealed class SearchEvaluationsHandler(IEvaluationSearches searches, IRatings ratings, Selections selections)
    : IRequestHandler<SearchEvaluations, Result<EvaluationList>>
{
    public async Task<Result<EvaluationList>> Handle(SearchEvaluations request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var found = await Found(account, request.Search, cancellationToken);
        if (found.Error is { } refusal)
            return refusal;

        var search = found.Value;
        var rows = await searches.Open(
            account, search, request.Order, request.After, request.Limit + 1, cancellationToken);
        if (request.Limit is not { } limit)
            return new EvaluationList(rows, Next: null);

        await using (rows)
        {
            var views = await rows.Select(row => row.ToView()).ToListAsync(cancellationToken);
            var page = Page<EvaluationView>.Of(views, limit, last => request.Order.By is SearchSort.Time
                ? Cursor.Of(last.CreatedAt, last.Id)
                : Cursor.Of(last.Value, last.Id));
            return new EvaluationList(page.Items.ToAsyncEnumerable(), page.Next);
        }
    }

    /// <summary>With the runs that it is about: those that were kept for a link, and those that have counterparts.</summary>
    private async Task<Result<EvaluationSearch>> Found(
        string account, EvaluationSearch search, CancellationToken cancellationToken)
    {
        var runs = await selections.Find(account, search.Selection.Runs, cancellationToken);
        if (runs.Error is { } refusal)
            return refusal;
        var selection = selections.At(search.Selection with { Runs = runs.Value });
        if (search.PairedWith is not { } others)
            return search with { Selection = selection };

        var there = await selections.Find(account, others.Runs, cancellationToken);
        if (there.Error is { } problem)
            return problem;
        return search with
        {
            Selection = await ratings.WithCounterparts(
                account, selection, others with { Runs = there.Value }, cancellationToken),
        };
    }
}
