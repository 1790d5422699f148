using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.ApiKeys;

/// <summary>Reads one key, revoked or not.</summary>
[NeedsScope(Scope.Admin)]
public sealed record GetApiKey(Caller Caller, Guid ApiKeyId) : IRequest<Result<ApiKeyView>>, IReadRequest, IUserRequest;

internal sealed class GetApiKeyHandler(IApiKeyRepository keys) : IRequestHandler<GetApiKey, Result<ApiKeyView>>
{
    public async Task<Result<ApiKeyView>> Handle(GetApiKey request, CancellationToken cancellationToken)
    {
        var key = await keys.Get(request.Caller.AccountId, request.ApiKeyId, cancellationToken);
        return key is null ? ApiKeyErrors.NotFound : key;
    }
}
