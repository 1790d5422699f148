using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace RunEvaluations.Api.Preconditions;

/// <summary>Reads a condition from the header that the parameter names; a malformed one must not count as none.</summary>
internal sealed class EntityTagBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var name = bindingContext.FieldName;
        if (!bindingContext.HttpContext.Request.Headers.TryGetValue(name, out var header))
            return Task.CompletedTask;

        if (EntityTagCondition.Parse(header) is { } condition)
            bindingContext.Result = ModelBindingResult.Success(condition);
        else
            bindingContext.ModelState.TryAddModelError(name, EntityTagCondition.Form);
        return Task.CompletedTask;
    }
}

internal sealed class EntityTagBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(EntityTagCondition) ? new EntityTagBinder() : null;
}
