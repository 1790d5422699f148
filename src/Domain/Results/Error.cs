using System.Collections.ObjectModel;

namespace RunEvaluations.Domain.Results;

/// <summary>An expected refusal: a value that travels to the caller, never an exception.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable, in <c>snake_case</c>; programs may depend on it.</param>
/// <param name="Message">A sentence for a person.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>Reasons by field, where the request itself is wrong. Names are those of the wire.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = ReadOnlyDictionary<string, string[]>.Empty;

    /// <summary>Facts of the rule that was broken, such as the bounds of a label. Names are those of the wire.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The request cannot be accepted as it is: says which fields are wrong, and why.</summary>
    public static Error Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        new(ErrorKind.Invalid, "invalid_request", Sentence(fields)) { Fields = fields };

    /// <inheritdoc cref="Invalid(IReadOnlyDictionary{string, string[]})"/>
    public static Error Invalid(string field, string reason) =>
        Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    /// <summary>The same, of a part of the request: its fields are named from there on.</summary>
    public Error At(string place) => this with
    {
        Fields = Fields.ToDictionary(field => $"{place}.{field.Key}", field => field.Value),
    };

    private static string Sentence(IReadOnlyDictionary<string, string[]> fields) =>
        "The request is not valid: " + string.Join("; ", fields.Select(f => $"{f.Key} {f.Value[0]}")) + ".";
}
