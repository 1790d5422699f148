using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

/// <summary>Lists the account's evaluators in the order of creation, page by page.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListEvaluators(Caller Caller, bool IncludeArchived, int? Limit, string? After)
    : IRequest<Result<Page<EvaluatorView>>>, IReadRequest;

internal sealed class ListEvaluatorsValidator : AbstractValidator<ListEvaluators>
{
    public ListEvaluatorsValidator()
    {
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsIdCursor();
    }
}

internal sealed class ListEvaluatorsHandler(IEvaluatorRepository evaluators)
    : IRequestHandler<ListEvaluators, Result<Page<EvaluatorView>>>
{
    public async Task<Result<Page<EvaluatorView>>> Handle(ListEvaluators request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? Page<EvaluatorView>.DefaultLimit;
        var rows = await evaluators.List(
            request.Caller.AccountId,
            request.IncludeArchived,
            Cursor.ReadId(request.After),
            limit + 1,
            cancellationToken);
        return Page<EvaluatorView>.Of(rows, limit, e => Cursor.Of(e.Id));
    }
}
