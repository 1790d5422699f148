using System.ComponentModel;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Api.Errors;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Api.Input;
using RunEvaluations.Api.OpenApi;
using RunEvaluations.Api.Paging;
using RunEvaluations.Api.Security;
using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.ApiKeys;

/// <summary>API keys: credentials for programs that have no identity provider.</summary>
[ApiController]
[NeedsScope(Scope.Admin)]
[Tags("API keys")]
public sealed class ApiKeysController(IMediator mediator, IMapper mapper) : ControllerBase
{
    /// <summary>Create API key</summary>
    /// <remarks>
    /// The secret is in this answer and nowhere else: only a hash of it is kept. Where the same answer is given again to
    /// the same <c>Idempotency-Key</c>, it is null.
    /// </remarks>
    [HttpCreate("v1/api-keys", Name = "create_api_key")]
    [ProducesResponseType<CreatedApiKeyResponse>(StatusCodes.Status201Created)]
    [Refuses(404, 409)]
    public async Task<IActionResult> Create(CreateApiKeyRequest body, CancellationToken cancellationToken)
    {
        var caller = HttpContext.GetCaller();
        var request = new CreateApiKey(caller, body.Name, body.Scopes, body.User, body.EvaluatorId, body.ExpiresAt)
        {
            IdempotencyKey = HttpContext.GetIdempotencyKey(),
        };
        var result = await mediator.Send(request, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return result.ToActionResult(made => Created(
            $"/v1/api-key/{made.Key.Id}",
            mapper.Map<CreatedApiKeyResponse>(made.Key) with { Secret = made.Secret?.Reveal() }));
    }

    /// <summary>List API keys</summary>
    /// <remarks>In the order of creation, expired ones too.</remarks>
    [HttpRead("v1/api-keys", Name = "list_api_keys")]
    [ProducesResponseType<IEnumerable<ApiKeyResponse>>(StatusCodes.Status200OK)]
    [Refuses]
    public async Task<IActionResult> List(
        [FromQuery(Name = "include_revoked"), Description("Whether revoked keys are listed too.")] bool? includeRevoked,
        [FromQuery, Limit, Description("How many at most, 1 to 1,000; 100 where absent.")] int? limit,
        [FromQuery, Description("The cursor of the page before, from its Link header.")] string? after,
        CancellationToken cancellationToken)
    {
        var request = new ListApiKeys(HttpContext.GetCaller(), includeRevoked ?? false, limit, after);
        var result = await mediator.Send(request, cancellationToken);
        return result.ToPage(Response, mapper.Map<ApiKeyResponse>);
    }

    /// <summary>Get API key</summary>
    [HttpRead("v1/api-key/{id}", Name = "get_api_key")]
    [ProducesResponseType<ApiKeyResponse>(StatusCodes.Status200OK)]
    [Refuses(404)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new GetApiKey(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(found => Ok(mapper.Map<ApiKeyResponse>(found)));
    }

    /// <summary>Revoke API key</summary>
    /// <remarks>The next request with it is refused. Revoking it once more changes nothing.</remarks>
    [HttpDelete("v1/api-key/{id}", Name = "revoke_api_key")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404)]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new RevokeApiKey(HttpContext.GetCaller(), id), cancellationToken);
        return result.ToActionResult(_ => NoContent());
    }
}
