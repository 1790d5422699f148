using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.ApiKeys;

/// <summary>Revokes a key: the next request with it is refused, wherever it arrives.</summary>
[NeedsScope(Scope.Admin)]
public sealed record RevokeApiKey(Caller Caller, Guid ApiKeyId) : IRequest<Result<Done>>, IUserRequest;

internal sealed class RevokeApiKeyHandler(IApiKeyRepository keys, TimeProvider time)
    : IRequestHandler<RevokeApiKey, Result<Done>>
{
    public async Task<Result<Done>> Handle(RevokeApiKey request, CancellationToken cancellationToken)
    {
        var (accountId, id) = (request.Caller.AccountId, request.ApiKeyId);
        return await keys.Revoke(accountId, id, time.GetUtcNow(), cancellationToken)
            ? new Done()
            : ApiKeyErrors.NotFound;
    }
}
