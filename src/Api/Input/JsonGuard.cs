using System.Text.Json;
using System.Text.Unicode;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Input;

/// <summary>
/// One pass over a body before anything is made of it: the first thing that makes it unfit, whatever its type. What
/// passes is one JSON value without duplicate members, whose texts can be stored and whose numbers are finite.
/// </summary>
internal ref struct JsonGuard
{
    public const int MaxNesting = 32;

    private readonly JsonPath path = new();
    private readonly Stack<HashSet<string>?> members = new();
    private readonly ReadOnlySpan<byte> body;
    private Utf8JsonReader reader;

    private JsonGuard(ReadOnlySpan<byte> body)
    {
        this.body = body;
        reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 2 * MaxNesting });
    }

    private static ReadOnlySpan<byte> Whitespace => " \t\r\n"u8;

    public static Error? Check(ReadOnlySpan<byte> body)
    {
        if (Undecodable(body) is { } error)
            return error;

        try
        {
            return new JsonGuard(body).Document();
        }
        catch (JsonException e)
        {
            return NotJson(e);
        }
    }

    /// <summary>What makes the bytes no text that could be JSON, or null.</summary>
    public static Error? Undecodable(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            return BodyErrors.Unreadable("it is not valid UTF-8");
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return BodyErrors.Unreadable("it begins with a byte order mark");
        return body.TrimStart(Whitespace).IsEmpty ? BodyErrors.Empty : null;
    }

    public static Error NotJson(JsonException exception)
    {
        var (line, column) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
        return BodyErrors.Unreadable($"it is not valid JSON at line {line}, byte {column}");
    }

    /// <summary>The reader would call a second value a syntax error, and point behind what is wrong.</summary>
    public static Error? Following(ReadOnlySpan<byte> rest) => rest.TrimStart(Whitespace).IsEmpty
        ? null
        : BodyErrors.Unreadable("something follows its first value, and it may hold only one");

    private Error? Document()
    {
        do
        {
            reader.Read();
            if (Token() is { } error)
                return error;
        }
        while (members.Count > 0);

        return Following(body[(int)reader.BytesConsumed..]);
    }

    private Error? Token()
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            path.Leave();
            members.Pop();
            return null;
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
            return Name();

        if (members.TryPeek(out var names) && names is null)
            path.Item();

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Open(new HashSet<string>(StringComparer.Ordinal)),
            JsonTokenType.StartArray => Open(null),
            JsonTokenType.String => TextProblem() is { } reason ? Error.Invalid(path.ToString(), reason) : null,
            JsonTokenType.Number => Number(),
            _ => null,
        };
    }

    private Error? Open(HashSet<string>? names)
    {
        if (members.Count == MaxNesting)
            return BodyErrors.Unreadable($"it is nested more than {MaxNesting} levels deep at {path}");

        path.Enter();
        members.Push(names);
        return null;
    }

    private Error? Name()
    {
        if (TextProblem() is { } reason)
        {
            // The name cannot be repeated in the answer: the object that has it is named instead.
            path.Leave();
            return Error.Invalid(path.ToString(), "has a member whose name " + reason);
        }

        var name = reader.GetString()!;
        path.Member(name);
        return members.Peek()!.Add(name) ? null : Error.Invalid(path.ToString(), "is given more than once");
    }

    private readonly string? TextProblem() => reader.ValueIsEscaped ? JsonText.Problem(reader.ValueSpan) : null;

    private readonly Error? Number() => reader.TryGetDouble(out var number) && double.IsFinite(number)
        ? null
        : Error.Invalid(path.ToString(), "must be a number that a double can hold");
}
