using System.Text.Json.Serialization;

namespace RunEvaluations.Api.Errors;

/// <summary>The body of every answer that is not a success.</summary>
internal sealed record ErrorResponse
{
    /// <summary>A sentence for a person.</summary>
    public required string Error { get; init; }

    /// <summary>Stable, in <c>snake_case</c>; programs may depend on it.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status, again.</summary>
    public required int Status { get; init; }

    /// <summary>The W3C trace id of the request, 32 hexadecimal digits: what to quote when asking about it.</summary>
    public required string TraceId { get; init; }

    /// <summary>Reasons by field or parameter, where the request itself is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Facts of the rule that was broken, each a member of its own.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? Facts { get; init; }
}
