using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Refuses query parameters that are unknown, repeated or missing: a misspelt filter must not return everything.
/// </summary>
internal sealed class QueryFilter(IModelMetadataProvider metadata) : IResourceFilter
{
    private readonly ConcurrentDictionary<ActionDescriptor, QueryParameters> known = new();

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (context.ActionDescriptor.EndpointMetadata.OfType<LenientQueryAttribute>().Any())
            return;
        var parameters = known.GetOrAdd(context.ActionDescriptor, action => QueryParameters.Of(action, metadata));
        if (Check(context.HttpContext.Request.QueryString, parameters).ToError() is { } error)
            context.Result = new ErrorResult(error);
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static FieldErrors Check(QueryString query, QueryParameters parameters)
    {
        var errors = new FieldErrors();
        var given = new HashSet<string>(StringComparer.Ordinal);

        // Not Request.Query, which takes Limit and limit for the same name.
        foreach (var parameter in new QueryStringEnumerable(query.Value))
        {
            var name = parameter.DecodeName().ToString();
            if (!given.Add(name))
                errors.Add(JsonPath.Shown(name), "is given more than once");
            else if (!parameters.Known.Contains(name))
                errors.Add(JsonPath.Shown(name), Unknown(parameters));
        }

        foreach (var name in parameters.Required.Where(name => !given.Contains(name)))
            errors.Add(name, "is required");

        return errors;
    }

    private static string Unknown(QueryParameters parameters) => parameters.Known.Count == 0
        ? "is not a known query parameter; there are none here"
        : "is not a known query parameter; those are " + string.Join(", ", parameters.Known);
}
