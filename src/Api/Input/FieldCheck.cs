using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Walks a body that <see cref="JsonGuard"/> has passed along the type it is meant for, and collects every field that
/// does not fit; a deserializer would stop at the first, and say it in words of its own.
/// </summary>
internal sealed class FieldCheck
{
    private readonly JsonPath path = new();

    public FieldErrors Errors { get; } = new();

    public void Value(ref Utf8JsonReader reader, Type type, bool nullable)
    {
        if (reader.TokenType == JsonTokenType.Null && nullable)
            return;

        if (Errors.IsFull)
        {
            reader.Skip();
            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (WireKind.Of(type) is { } kind)
        {
            if (kind.Problem(ref reader) is { } reason)
                Errors.Add(path.ToString(), reason);
            reader.Skip();
            return;
        }

        var shape = WireJson.Options.GetTypeInfo(type);
        switch (shape.Kind)
        {
            case JsonTypeInfoKind.Object when Opens(ref reader, JsonTokenType.StartObject):
                Members(ref reader, shape);
                break;
            case JsonTypeInfoKind.Dictionary when Opens(ref reader, JsonTokenType.StartObject):
                Entries(ref reader, shape.ElementType!);
                break;
            case JsonTypeInfoKind.Enumerable when Opens(ref reader, JsonTokenType.StartArray):
                Items(ref reader, shape.ElementType!);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private bool Opens(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (reader.TokenType == expected)
            return true;

        Errors.Add(path.ToString(), $"must be {WireKind.NameOf(expected)}, not {WireKind.NameOf(reader.TokenType)}");
        return false;
    }

    private void Members(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        var members = BodyMembers.Of(type);
        Span<bool> given = stackalloc bool[members.All.Count];

        path.Enter();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (members.At(ref reader) is { } member)
            {
                path.Member(member.Name);
                reader.Read();
                given[member.Place] = true;
                Value(ref reader, member.Type, member.AllowsNull);
                continue;
            }

            path.Member(reader.GetString()!);
            reader.Read();
            Unknown(members);
            reader.Skip();
        }

        foreach (var member in members.All)
        {
            if (given[member.Place] || !member.IsRequired)
                continue;
            path.Member(member.Name);
            Errors.Add(path.ToString(), "is required");
        }

        path.Leave();
    }

    private void Unknown(BodyMembers members)
    {
        if (Errors.IsFull)
            return;

        var known = string.Join(", ", members.All.Select(member => member.Name));
        Errors.Add(path.ToString(), "is not a known member; those are " + known);
    }

    private void Entries(ref Utf8JsonReader reader, Type type)
    {
        path.Enter();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            path.Member(reader.GetString()!);
            reader.Read();
            Value(ref reader, type, Nullable.GetUnderlyingType(type) is not null);
        }

        path.Leave();
    }

    private void Items(ref Utf8JsonReader reader, Type type)
    {
        path.Enter();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            path.Item();
            Value(ref reader, type, Nullable.GetUnderlyingType(type) is not null);
        }

        path.Leave();
    }
}
