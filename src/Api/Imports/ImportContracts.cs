using System.Text.Json.Serialization;
using RunEvaluations.Domain.Imports;

namespace RunEvaluations.Api.Imports;

/// <summary>How an import stands.</summary>
public record ImportResponse
{
    /// <summary>ID of the import, as its sender chose it or the service made it.</summary>
    public required Guid Id { get; init; }

    /// <summary>How its lines are spelt.</summary>
    public required ImportFormat Format { get; init; }

    /// <summary>Whether more of it is to come.</summary>
    public required ImportState State { get; init; }

    /// <summary>How many lines of the file were taken, the header of CSV and blank ones included; the next to send is the one after.</summary>
    public required long Lines { get; init; }

    /// <summary>How many evaluations were recorded.</summary>
    public required long Created { get; init; }

    /// <summary>How many lines were refused.</summary>
    public required long Refused { get; init; }

    /// <summary>How many lines were blank.</summary>
    public required long Blank { get; init; }

    /// <summary>When its first lines were taken.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last lines were taken.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its end was taken; absent until then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>What came of sending a file.</summary>
public sealed record ImportOutcomeResponse : ImportResponse
{
    /// <summary>The first 100 refused lines, of all that was ever sent of it.</summary>
    public required IReadOnlyList<RefusedLineResponse> Refusals { get; init; }
}

/// <summary>A line that was refused.</summary>
public sealed record RefusedLineResponse
{
    /// <summary>Its number in the file, from 1; for a record of several lines that of the first.</summary>
    public required long Line { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Error { get; init; }

    /// <summary>Stable, in <c>snake_case</c>; programs may depend on it.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status that a request with this alone would have had.</summary>
    public required int Status { get; init; }

    /// <summary>Reasons by field, where the line itself is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Facts of the rule that was broken, each a member of its own.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? Facts { get; init; }
}
