using System.Collections.Concurrent;
using System.Text.Json;
using RunEvaluations.Api.Json;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Input;

/// <summary>A kind of value that requests are made of: how JSON spells it, and how to say so to a person.</summary>
/// <param name="Json">The kind of JSON value, in words.</param>
/// <param name="Words">What the value must be.</param>
/// <param name="Accepts">Whether a value of the right JSON kind will do.</param>
internal sealed record WireKind(string Json, string Words, WireKind.Check Accepts)
{
    private const string Text = "a string";
    private const string Number = "a number";
    private static readonly ConcurrentDictionary<Type, WireKind?> Known = new();

    public delegate bool Check(ref Utf8JsonReader reader);

    /// <summary>The kind of a type, or null where the type is made of other types or reads itself.</summary>
    public static WireKind? Of(Type type) => Known.GetOrAdd(type, Make);

    /// <summary>The reason why the value at which the reader stands is refused, or null.</summary>
    public string? Problem(ref Utf8JsonReader reader)
    {
        var given = NameOf(reader.TokenType);
        if (given != Json)
            return $"{Words}, not {given}";

        return Accepts(ref reader) ? null : Words;
    }

    public static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => Text,
        JsonTokenType.Number => Number,
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "null",
    };

    private static WireKind? Make(Type type) => type switch
    {
        _ when type == typeof(string) => new(Text, "must be a string", Any),
        _ when type == typeof(double) => new(Number, "must be a number", Any),
        _ when type == typeof(int) => Whole(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => Whole(long.MinValue, long.MaxValue),
        _ when type == typeof(bool) => new("a boolean", "must be true or false", Any),
        _ when type == typeof(Guid) => new(Text, UuidText.Words, UuidText.IsAt),
        _ when type == typeof(DateTimeOffset) => Spelt(Rfc3339.Words, text => Rfc3339.TryParse(text, out _)),
        _ when type == typeof(JsonObjectText) => new("an object", "must be an object", Any),
        { IsEnum: true } => Spelt(EnumText.Words(type), EnumText.Names(type).ContainsKey),
        _ => null,
    };

    private static WireKind Spelt(string words, Func<string, bool> accepts) =>
        new(Text, words, (ref r) => accepts(r.GetString()!));

    private static WireKind Whole(long least, long most) =>
        new(
            Number,
            $"must be a whole number from {least} to {most}, without fraction or exponent",
            (ref r) => r.TryGetInt64(out var number) && number >= least && number <= most);

    private static bool Any(ref Utf8JsonReader reader) => true;
}
