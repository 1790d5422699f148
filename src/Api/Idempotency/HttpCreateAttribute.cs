using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Routing;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Idempotency;

/// <summary>
/// A POST that creates something: takes an <c>Idempotency-Key</c>, which the action passes on with its request.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HttpCreateAttribute(string template) : HttpMethodAttribute(["POST"], template), IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.TryGetValue(IdempotencyKeyHeader.Name, out var header))
            return;

        if (IdempotencyKeyHeader.Parse(header) is { } key)
            http.Features.Set(new SentKey(key));
        else
            context.Result = new ErrorResult(Error.Invalid(IdempotencyKeyHeader.Name, IdempotencyKeyHeader.Form));
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
