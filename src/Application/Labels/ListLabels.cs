using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Labels;

/// <summary>Lists the account's labels in the order of creation, page by page.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListLabels(Caller Caller, bool IncludeArchived, int? Limit, string? After)
    : IRequest<Result<Page<LabelView>>>, IReadRequest;

internal sealed class ListLabelsValidator : AbstractValidator<ListLabels>
{
    public ListLabelsValidator()
    {
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsIdCursor();
    }
}

internal sealed class ListLabelsHandler(ILabelRepository labels)
    : IRequestHandler<ListLabels, Result<Page<LabelView>>>
{
    public async Task<Result<Page<LabelView>>> Handle(ListLabels request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? Page<LabelView>.DefaultLimit;
        var rows = await labels.List(
            request.Caller.AccountId,
            request.IncludeArchived,
            Cursor.ReadId(request.After),
            limit + 1,
            cancellationToken);
        return Page<LabelView>.Of(rows, limit, l => Cursor.Of(l.Id));
    }
}
