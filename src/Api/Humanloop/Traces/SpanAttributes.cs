using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunEvaluations.Api.Humanloop.Traces;

/// <summary>
/// The attributes of a span in OpenTelemetry's JSON (OTLP 1.x, <c>KeyValue</c> and <c>AnyValue</c>), put together again:
/// clients take objects apart into names with dots between.
/// </summary>
internal static class SpanAttributes
{
    private const int MostItems = 1_000;
    private const int MostSteps = 16;

    public static JsonObject Of(JsonElement span)
    {
        var all = new JsonObject();
        if (!span.TryGetProperty("attributes", out var attributes) || attributes.ValueKind is not JsonValueKind.Array)
            return all;
        foreach (var (key, value) in attributes.EnumerateArray().Select(Named).OfType<(string, JsonElement)>())
        {
            // Whoever nests deeper than that means no object.
            var steps = key.Split('.', MostSteps + 1);
            if (steps.Length <= MostSteps)
                Put(all, steps, ValueOf(value));
        }

        return WithArrays(all) as JsonObject ?? [];
    }

    private static void Put(JsonObject inside, ReadOnlySpan<string> steps, JsonNode? value)
    {
        if (steps.Length == 1)
        {
            // Of a name that is a value and an object too, the object says more.
            if (inside[steps[0]] is not JsonObject)
                inside[steps[0]] = value;
            return;
        }

        if (inside[steps[0]] is not JsonObject inner)
            inside[steps[0]] = inner = [];
        Put(inner, steps[1..], value);
    }

    /// <summary>Null for what is none of OpenTelemetry's values.</summary>
    private static JsonNode? ValueOf(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object || value.GetPropertyCount() == 0)
            return null;
        var given = value.EnumerateObject().First();
        return (given.Name, given.Value.ValueKind) switch
        {
            ("stringValue", JsonValueKind.String) => JsonValue.Create(given.Value),
            ("boolValue", JsonValueKind.True or JsonValueKind.False) => JsonValue.Create(given.Value),
            ("doubleValue" or "intValue", JsonValueKind.Number) => JsonValue.Create(given.Value),
            // 64 bits are a text in JSON.
            ("intValue", JsonValueKind.String) => long.TryParse(
                given.Value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : null,
            ("arrayValue", _) => new JsonArray([.. Values(given.Value).Select(ValueOf)]),
            ("kvlistValue", _) => ObjectOf(Values(given.Value)),
            _ => null,
        };
    }

    private static JsonObject ObjectOf(IEnumerable<JsonElement> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members.Select(Named).OfType<(string, JsonElement)>())
            made[name] = ValueOf(value);
        return made;
    }

    private static (string Name, JsonElement Value)? Named(JsonElement pair) =>
        pair.ValueKind is JsonValueKind.Object
        && pair.TryGetProperty("key", out var key) && key.ValueKind is JsonValueKind.String
        && pair.TryGetProperty("value", out var value)
            ? (key.GetString()!, value)
            : null;

    private static IEnumerable<JsonElement> Values(JsonElement list) =>
        list.ValueKind is JsonValueKind.Object && list.TryGetProperty("values", out var values)
        && values.ValueKind is JsonValueKind.Array
            ? values.EnumerateArray()
            : [];

    /// <summary>An object whose members are called 0, 1 and so on was an array.</summary>
    private static JsonNode? WithArrays(JsonNode? node)
    {
        if (node is not JsonObject members)
            return node;
        foreach (var name in members.Select(m => m.Key).ToList())
        {
            var inner = members[name];
            members.Remove(name);
            members[name] = WithArrays(inner);
        }

        if (members.Count is 0 or > MostItems
            || !Enumerable.Range(0, members.Count).All(i => members.ContainsKey(i.ToString(CultureInfo.InvariantCulture))))
            return members;
        var items = new JsonArray();
        for (var i = 0; i < members.Count; i++)
            items.Add(members[i.ToString(CultureInfo.InvariantCulture)]?.DeepClone());
        return items;
    }

    /// <summary>What stands inside objects under these names, one in the other; null where there is no such thing.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            node = (node as JsonObject)?[name];
        return node;
    }
}
