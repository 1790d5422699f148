using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Reads a value from the path or the query. The framework's own binders take five forms of a UUID, any case of an
/// enum's name, numbers for it, signs and spaces, and make null of an empty text: a filter that then filters nothing.
/// </summary>
internal sealed class TextValueBinder(TextKind kind) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        if (given.Length == 1 && kind.Parse(given.FirstValue ?? "") is { } value)
            bindingContext.Result = ModelBindingResult.Success(value);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, kind.Words);

        return Task.CompletedTask;
    }
}

internal sealed class TextValueBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var source = context.BindingInfo.BindingSource;
        var fromText = source is null
            || source.CanAcceptDataFrom(BindingSource.Query)
            || source.CanAcceptDataFrom(BindingSource.Path);

        var kind = fromText ? TextKind.Of(context.Metadata.UnderlyingOrModelType) : null;
        return kind is null ? null : new TextValueBinder(kind);
    }
}
