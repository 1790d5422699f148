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
        foreach (var attribute in attributes.EnumerateArray())
        {
            if (attribute.ValueKind is JsonValueKind.Object
                && attribute.TryGetProperty("key", out var key) && key.ValueKind is JsonValueKind.String
                && attribute.TryGetProperty("value", out var value))
            {
                // Whoever nests deeper than that means no object.
                var steps = key.GetString()!.Split('.', MostSteps + 1);
                if (steps.Length <= MostSteps)
                    Put(all, steps, ValueOf(value));
            }
        }

        return (JsonObject)WithArrays(all)!;
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

    private static JsonNode? ValueOf(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var kind in value.EnumerateObject())
        {
            switch (kind.Name)
            {
                case "stringValue" or "boolValue" or "doubleValue":
                    return JsonValue.Create(kind.Value);
                case "intValue":
                    // 64 bits are a text in JSON.
                    return kind.Value.ValueKind is JsonValueKind.String
                        && long.TryParse(kind.Value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                            ? JsonValue.Create(number)
                            : JsonValue.Create(kind.Value);
                case "arrayValue" when kind.Value.TryGetProperty("values", out var values):
                    return new JsonArray([.. values.EnumerateArray().Select(ValueOf)]);
                case "kvlistValue" when kind.Value.TryGetProperty("values", out var members):
                    return new JsonObject(members.EnumerateArray().Select(m => KeyValuePair.Create(
                        m.GetProperty("key").GetString()!, ValueOf(m.GetProperty("value")))));
                default:
                    return null;
            }
        }

        return null;
    }

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
}
