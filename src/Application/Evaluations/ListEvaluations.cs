using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>
/// Lists a run's evaluations in the order of creation, as they are or as they were at a moment: all of them as a
/// stream, or a page where a limit is given.
/// </summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListEvaluations(Caller Caller, Guid RunId, int? Limit, string? After)
    : IRequest<Result<EvaluationList>>, IReadRequest, IFilteredRequest
{
    public EvaluationFilter Filter { get; init; } = new();
}

internal sealed class ListEvaluationsValidator : AbstractValidator<ListEvaluations>
{
    public ListEvaluationsValidator(TimeProvider time)
    {
        this.AddFilterRules(time);
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsIdCursor();
    }
}

internal sealed class ListEvaluationsHandler(IEvaluationLists lists)
    : IRequestHandler<ListEvaluations, Result<EvaluationList>>
{
    public async Task<Result<EvaluationList>> Handle(ListEvaluations request, CancellationToken cancellationToken)
    {
        var rows = await lists.OfRun(
            request.Caller.AccountId,
            request.RunId,
            request.Filter,
            Cursor.ReadId(request.After),
            request.Limit + 1,
            cancellationToken);
        if (rows is null)
            return RunErrors.NotFound;
        if (request.Limit is not { } limit)
            return new EvaluationList(rows, Next: null);

        await using (rows)
        {
            var views = await rows.Select(row => row.ToView()).ToListAsync(cancellationToken);
            var page = Page<EvaluationView>.Of(views, limit, e => Cursor.Of(e.Id));
            return new EvaluationList(page.Items.ToAsyncEnumerable(), page.Next);
        }
    }
}
