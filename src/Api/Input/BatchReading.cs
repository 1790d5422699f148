using System.Text.Json;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>
/// Takes an array apart, and reads each of its items as <see cref="StrictJson"/> reads a body, so that it is refused
/// in the same words. What makes it impossible to tell the items apart is wrong with the whole.
/// </summary>
internal static class BatchReading
{
    public const int MaxItems = 1000;

    /// <summary>Enough for any honest mistake: what is wrong is told at greater length than it is made.</summary>
    private const int MostFaults = 5000;

    public static bool Applies(Type body) => body.IsGenericType && body.GetGenericTypeDefinition() == typeof(Batch<>);

    public static Result<object> Read(ReadOnlySpan<byte> body, Type type, ILogger logger)
    {
        var split = Split(body);
        if (split.Error is { } error)
            return error;

        var item = type.GetGenericArguments()[0];
        var items = new Result<object>[split.Value.Count];
        var faults = 0;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = StrictJson.Read(body[split.Value[i]], item, logger);
            faults += items[i].Error?.Fields.Count ?? 0;
            if (faults > MostFaults)
                return Error.Invalid(JsonPath.Root, $"has more than {MostFaults} wrong fields; send fewer items to be told of each");
        }

        return Activator.CreateInstance(type, (IReadOnlyList<Result<object>>)items)!;
    }

    private static Result<List<Range>> Split(ReadOnlySpan<byte> body)
    {
        if (JsonGuard.Undecodable(body) is { } undecodable)
            return undecodable;

        try
        {
            // How deep an item is nested is judged where it is read.
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
                return Whole(ref reader, body, $"must be an array, not {WireKind.NameOf(reader.TokenType)}");

            var items = new List<Range>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (items.Count == MaxItems)
                    return Error.Invalid(JsonPath.Root, $"must have at most {MaxItems} items");

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                items.Add(start..(int)reader.BytesConsumed);
            }

            if (JsonGuard.Following(body[(int)reader.BytesConsumed..]) is { } error)
                return error;
            return items.Count == 0 ? Error.Invalid(JsonPath.Root, "must have at least one item") : items;
        }
        catch (JsonException e)
        {
            return JsonGuard.NotJson(e);
        }
    }

    /// <summary>Bad syntax further on comes first, as it does for a body that is one thing.</summary>
    private static Error Whole(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, string reason)
    {
        reader.Skip();
        return JsonGuard.Following(body[(int)reader.BytesConsumed..]) ?? Error.Invalid(JsonPath.Root, reason);
    }
}
