using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Runs;

/// <summary>Lists the account's runs, newest first, page by page. Times are half-open: from, but not including, before.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListRuns : IRequest<Result<Page<RunView>>>, IReadRequest
{
    public required Caller Caller { get; init; }
    public RunStatus? Status { get; init; }
    public Guid? ExperimentId { get; init; }
    public DateTimeOffset? CreatedFrom { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    public int? Limit { get; init; }
    public string? After { get; init; }
}

internal sealed class ListRunsValidator : AbstractValidator<ListRuns>
{
    public ListRunsValidator()
    {
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsTimeCursor();
    }
}

internal sealed class ListRunsHandler(IRunRepository runs) : IRequestHandler<ListRuns, Result<Page<RunView>>>
{
    public async Task<Result<Page<RunView>>> Handle(ListRuns request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? Page<RunView>.DefaultLimit;
        var filter = new RunFilter(
            request.Caller.AccountId,
            request.Status,
            request.ExperimentId,
            request.CreatedFrom,
            request.CreatedBefore,
            Cursor.ReadTimeAndId(request.After),
            limit + 1);
        return Page<RunView>.Of(await runs.List(filter, cancellationToken), limit, r => Cursor.Of(r.CreatedAt, r.Id));
    }
}
