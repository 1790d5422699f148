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
public sealed record ListEvaluations(
    Caller Caller, Guid RunId, int? Limit, string? After, DateTimeOffset? AsOf = null)
    : IRequest<Result<EvaluationList>>, IReadRequest;

/// <summary>Evaluations to enumerate once and dispose of, and the cursor of the next page, if there is one.</summary>
public sealed record EvaluationList(IAsyncEnumerable<EvaluationView> Items, string? Next) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Items is IAsyncDisposable rows ? rows.DisposeAsync() : ValueTask.CompletedTask;
}

internal sealed class ListEvaluationsValidator : AbstractValidator<ListEvaluations>
{
    public ListEvaluationsValidator(TimeProvider time)
    {
        RuleFor(q => q.AsOf).HasPassed(time);
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsIdCursor();
    }
}

internal sealed class ListEvaluationsHandler(IEvaluationRepository evaluations)
    : IRequestHandler<ListEvaluations, Result<EvaluationList>>
{
    public async Task<Result<EvaluationList>> Handle(ListEvaluations request, CancellationToken cancellationToken)
    {
        var filter = new EvaluationFilter(request.Caller.AccountId, request.RunId)
        {
            AsOf = request.AsOf,
            After = Cursor.ReadId(request.After),
            Limit = request.Limit + 1,
        };
        var rows = await evaluations.List(filter, cancellationToken);
        if (rows is null)
            return RunErrors.NotFound;
        if (request.Limit is not { } limit)
            return new EvaluationList(rows, Next: null);

        await using (rows)
        {
            var page = Page<EvaluationView>.Of(await rows.ToListAsync(cancellationToken), limit, e => Cursor.Of(e.Id));
            return new EvaluationList(page.Items.ToAsyncEnumerable(), page.Next);
        }
    }
}
