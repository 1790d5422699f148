using System.Text.Json.Serialization.Metadata;

namespace RunEvaluations.Api.Json;

/// <summary>
/// Which members a request must carry: those marked <c>required</c>, and those that cannot be null and have no default
/// in a constructor. So a number that is left out is never taken for 0, whether or not someone thought of the keyword.
/// </summary>
internal static class RequiredMembers
{
    public static void Mark(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        foreach (var member in type.Properties.Where(IsRead))
            member.IsRequired |= !AllowsNull(member) && member.AssociatedParameter?.HasDefaultValue != true;
    }

    /// <summary>Whether a body may carry the member; a computed property is only ever written.</summary>
    public static bool IsRead(JsonPropertyInfo member) =>
        !member.IsExtensionData && (member.Set is not null || member.AssociatedParameter is not null);

    public static bool AllowsNull(JsonPropertyInfo member) =>
        member.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(member.PropertyType) is not null
            : member.AssociatedParameter?.IsNullable ?? member.IsSetNullable;
}
