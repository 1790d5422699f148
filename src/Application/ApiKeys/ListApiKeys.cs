using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.ApiKeys;

/// <summary>Lists the account's keys in the order of creation, page by page.</summary>
[NeedsScope(Scope.Admin)]
public sealed record ListApiKeys(Caller Caller, bool IncludeRevoked, int? Limit, string? After)
    : IRequest<Result<Page<ApiKeyView>>>, IReadRequest, IUserRequest;

internal sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator()
    {
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsIdCursor();
    }
}

internal sealed class ListApiKeysHandler(IApiKeyRepository keys)
    : IRequestHandler<ListApiKeys, Result<Page<ApiKeyView>>>
{
    public async Task<Result<Page<ApiKeyView>>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? Page<ApiKeyView>.DefaultLimit;
        var rows = await keys.List(
            request.Caller.AccountId,
            request.IncludeRevoked,
            Cursor.ReadId(request.After),
            limit + 1,
            cancellationToken);
        return Page<ApiKeyView>.Of(rows, limit, k => Cursor.Of(k.Id));
    }
}
