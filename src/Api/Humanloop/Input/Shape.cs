using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>
/// What a value has to look like. Members that are not known are left out, and null counts as absent: older clients send
/// more than there is a place for, and newer ones send null for what they do not say.
/// </summary>
/// <param name="Words">What the value must be.</param>
/// <param name="Take">The value as it is kept, or null where it is refused without a word of its own.</param>
internal sealed record Shape(string Words, Func<JsonElement, Place, Faults, JsonNode?> Take)
{
    public static Shape Flag { get; } = Of("must be true or false", v => v.ValueKind is JsonValueKind.True or JsonValueKind.False);

    public static Shape Number { get; } = Of("must be a number", v => v.ValueKind is JsonValueKind.Number);

    public static Shape Whole { get; } =
        Of("must be a whole number", v => v.ValueKind is JsonValueKind.Number && v.TryGetInt64(out _));

    public static Shape Anything { get; } = Of("must be a value", _ => true);

    /// <summary>An object that is kept as it is, nulls included.</summary>
    public static Shape Map { get; } = Of("must be an object", v => v.ValueKind is JsonValueKind.Object);

    public static Shape Text { get; } = Of("must be a string", v => v.ValueKind is JsonValueKind.String);

    public static Shape Time { get; } = Of(
        "must be a time as ISO 8601 writes it, such as 2026-01-01T00:00:00Z",
        v => v.ValueKind is JsonValueKind.String && Iso8601.TryParse(v.GetString()!, out _));

    public static Shape TextUpTo(int most, bool blank = true) => new("must be a string", (value, place, faults) =>
    {
        if (value.ValueKind is not JsonValueKind.String)
            return null;
        var text = value.GetString()!;
        if (!text.FitsIn(most))
            faults.Add(place, $"must have at most {most} characters", Faults.WrongValue);
        else if (!blank && string.IsNullOrWhiteSpace(text))
            faults.Add(place, "must not be blank", Faults.WrongValue);
        return Copy(value);
    });

    /// <summary>The id of one kind of thing.</summary>
    public static Shape Id(string what, Func<string, Guid?> read) =>
        Of($"must be the id of {what}", v => v.ValueKind is JsonValueKind.String && read(v.GetString()!) is not null);

    public static Shape Id(string what, string prefix) => Id(what, text => HumanloopId.Read(prefix, text));

    public static Shape OneOf(params string[] names) => Of(
        names.Length == 1 ? $"must be {names[0]}" : "must be one of " + string.Join(", ", names),
        v => v.ValueKind is JsonValueKind.String && names.Contains(v.GetString()));

    public static Shape ListOf(Shape item, int most = int.MaxValue) => new("must be an array", (value, place, faults) =>
    {
        if (value.ValueKind is not JsonValueKind.Array)
            return null;
        if (value.GetArrayLength() > most)
        {
            faults.Add(place, $"must have at most {most} items", Faults.WrongValue);
            return new JsonArray();
        }

        var items = new JsonArray();
        foreach (var (index, element) in value.EnumerateArray().Index())
            items.Add(item.Read(element, place.Item(index), faults));
        return items;
    });

    /// <summary>Whatever its members are called; null ones are left out.</summary>
    public static Shape MapOf(Shape member) => new("must be an object", (value, place, faults) =>
    {
        if (value.ValueKind is not JsonValueKind.Object)
            return null;
        var members = new JsonObject();
        foreach (var given in value.EnumerateObject().Where(m => m.Value.ValueKind is not JsonValueKind.Null))
            members[given.Name] = member.Read(given.Value, place.Member(given.Name), faults);
        return members;
    });

    public static Shape Object(params Member[] members) => new("must be an object", (value, place, faults) =>
    {
        if (value.ValueKind is not JsonValueKind.Object)
            return null;
        var kept = new JsonObject();
        foreach (var member in members)
        {
            if (value.TryGetProperty(member.Name, out var given) && given.ValueKind is not JsonValueKind.Null)
                kept[member.Name] = member.Shape.Read(given, place.Member(member.Name), faults);
            else if (member.IsRequired)
                faults.Add(place.Member(member.Name), "field required", Faults.Missing);
        }

        return kept;
    });

    /// <summary>The first that fits. Where none does, what is wrong is said of the last that is of the right kind of JSON.</summary>
    public static Shape Either(params Shape[] shapes) =>
        new(string.Join(", or ", shapes.Select(s => s.Words)), (value, place, faults) =>
        {
            (Shape Shape, JsonNode? Kept)? near = null;
            foreach (var shape in shapes)
            {
                var own = new Faults();
                var kept = shape.Take(value, place, own);
                if (kept is not null && !own.Any)
                    return kept;
                if (kept is not null)
                    near = (shape, kept);
            }

            return near?.Shape.Take(value, place, faults);
        });

    /// <summary>An object whose kind is told by one of its members.</summary>
    public static Shape ByKind(string member, params (string Kind, Shape Shape)[] kinds) =>
        new("must be an object", (value, place, faults) =>
        {
            if (value.ValueKind is not JsonValueKind.Object)
                return null;
            var names = OneOf([.. kinds.Select(k => k.Kind)]);
            if (!value.TryGetProperty(member, out var kind) || kind.ValueKind is JsonValueKind.Null)
                faults.Add(place.Member(member), "field required", Faults.Missing);
            else if (names.Read(kind, place.Member(member), faults) is { } known && !faults.Any)
                return kinds.Single(k => k.Kind == known.GetValue<string>()).Shape.Take(value, place, faults);
            return new JsonObject();
        });

    public JsonNode? Read(JsonElement value, Place place, Faults faults)
    {
        var kept = Take(value, place, faults);
        if (kept is null)
            faults.Add(place, Words, Faults.WrongType);
        return kept;
    }

    private static Shape Of(string words, Predicate<JsonElement> accepts) =>
        new(words, (value, _, _) => accepts(value) ? Copy(value) : null);

    private static JsonNode? Copy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value.Clone()),
        JsonValueKind.Array => JsonArray.Create(value.Clone()),
        _ => JsonValue.Create(value.Clone()),
    };
}

/// <summary>A member of an object.</summary>
internal sealed record Member(string Name, Shape Shape, bool IsRequired = false);
