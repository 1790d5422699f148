using Microsoft.AspNetCore.Mvc.Filters;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Api.Preconditions;

/// <summary>Marks a change of what has versions: without <c>If-Match</c> it is 428 where the settings say so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConditionalWriteAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var settings = context.HttpContext.RequestServices.GetRequiredService<ConcurrencySettings>();
        if (settings.RequireIfMatch && context.HttpContext.Request.Headers.IfMatch.Count == 0)
            context.Result = new ErrorResult(EvaluationErrors.VersionRequired);
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
