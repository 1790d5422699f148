using System.Text.Json.Serialization;

namespace RunEvaluations.Api.Errors;

/// <summary>The error body as RFC 9457 has it, for those who ask for <c>application/problem+json</c>.</summary>
internal sealed record ProblemResponse
{
    /// <summary>Always <c>about:blank</c>: <see cref="Code"/> is what tells one problem from another.</summary>
    public required string Type { get; init; }

    /// <summary>The phrase of the HTTP status, as RFC 9457 (section 4.2.1) asks for with <c>about:blank</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status, again.</summary>
    public required int Status { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Detail { get; init; }

    /// <inheritdoc cref="ErrorResponse.Code"/>
    public required string Code { get; init; }

    /// <inheritdoc cref="ErrorResponse.TraceId"/>
    public required string TraceId { get; init; }

    /// <inheritdoc cref="ErrorResponse.Errors"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <inheritdoc cref="ErrorResponse.Facts"/>
    [JsonExtensionData]
    public Dictionary<string, object?>? Facts { get; init; }
}
