using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace RunEvaluations.Api.Input;

/// <summary>The query parameters that an action knows, by their names on the wire.</summary>
internal sealed record QueryParameters(IReadOnlySet<string> Known, IReadOnlyList<string> Required)
{
    public static QueryParameters Of(ActionDescriptor action, IModelMetadataProvider metadata)
    {
        var parameters = action.Parameters
            .OfType<ControllerParameterDescriptor>()
            .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query)
            .ToList();

        return new QueryParameters(
            parameters.SelectMany(parameter => Names(parameter, metadata)).ToHashSet(StringComparer.Ordinal),
            parameters.Where(parameter => IsRequired(parameter.ParameterInfo)).Select(Name).ToList());
    }

    private static IEnumerable<string> Names(ControllerParameterDescriptor parameter, IModelMetadataProvider metadata)
    {
        var type = metadata.GetMetadataForType(parameter.ParameterType);
        return type.IsComplexType && !type.IsEnumerableType
            ? type.Properties.Select(property => property.BinderModelName ?? property.PropertyName!)
            : [Name(parameter)];
    }

    private static string Name(ParameterDescriptor parameter) =>
        parameter.BindingInfo?.BinderModelName ?? parameter.Name;

    // Binding leaves the default in place of what is missing, and a default id or number is a value nobody sent.
    private static bool IsRequired(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
        && TextKind.Of(parameter.ParameterType) is not null
        && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;
}
