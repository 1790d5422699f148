using System.Collections.Concurrent;
using System.Text.Json;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Input;

/// <summary>The names that an enum has on the wire. They are matched exactly; a number is no name.</summary>
internal static class EnumText
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, object>> Known = new();

    public static IReadOnlyDictionary<string, object> Names(Type type) => Known.GetOrAdd(type, Read);

    public static string Words(Type type) => "must be one of " + string.Join(", ", Names(type).Keys);

    // Through the serializer, so that what is read here and what is written there cannot differ.
    private static Dictionary<string, object> Read(Type type) =>
        Enum.GetValues(type).Cast<object>().Distinct()
            .ToDictionary(value => JsonSerializer.SerializeToElement(value, type, WireJson.Options).GetString()!);
}
