using System.Text.Json.Serialization;
using RunEvaluations.Api.Input;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Runs;

/// <summary>What a run is like: registers it under the id in the path, or replaces the state of the one that has it.</summary>
[LargeBody]
public record PutRunRequest
{
    /// <summary>Where the run stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The experiment it belongs to: fixed when the run is registered; later it must be the same, or absent.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>What the run came to; null where absent.</summary>
    public RunResultBody? Result { get; init; }

    /// <summary>A JSON object of at most 16 KiB that comes back as it was sent; null where absent.</summary>
    public JsonObjectText? Metadata { get; init; }
}

/// <summary>A run to register.</summary>
[LargeBody]
public sealed record CreateRunRequest : PutRunRequest
{
    /// <summary>The id that the run was born with; the service makes one where it is absent.</summary>
    public Guid? Id { get; init; }
}

/// <summary>What a run came to.</summary>
public sealed record RunResultBody
{
    public Guid? Id { get; init; }

    /// <summary>The outputs by name; an output is a text or an object, as a rule. An evaluation's output_name is one of these names.</summary>
    public JsonObjectText? Outputs { get; init; }

    public JsonObjectText? Metadata { get; init; }

    /// <summary>What the run used.</summary>
    public RunUsageBody? Usage { get; init; }

    /// <summary>Why the run failed.</summary>
    public RunErrorBody? Error { get; init; }
}

/// <summary>What a run used. None is negative.</summary>
public sealed record RunUsageBody
{
    /// <summary>Tokens of the prompts.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Prompt tokens that came from a cache.</summary>
    public long? CachedTokens { get; init; }

    /// <summary>Tokens generated.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Tokens in all, as the caller counts them.</summary>
    public long? TotalTokens { get; init; }

    /// <summary>Cost, in the currency that the account reckons in.</summary>
    public double? Cost { get; init; }
}

/// <summary>Why a run failed.</summary>
public sealed record RunErrorBody
{
    public string? Message { get; init; }
    public string? Code { get; init; }
}

/// <summary>A run as it stands in a list: without its result, which can be long.</summary>
public record RunSummaryResponse
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required RunStatus Status { get; init; }
    public Guid? ExperimentId { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>When the run was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the service was first told that the run had completed, failed, timed out or been cancelled.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the service was first told that the run had failed.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    public JsonObjectText? Metadata { get; init; }

    /// <summary>Taken from the result's usage, as are the other totals.</summary>
    public long? TotalPromptTokens { get; init; }

    public long? TotalCachedTokens { get; init; }
    public long? TotalCompletionTokens { get; init; }
    public long? TotalTokens { get; init; }
    public double? TotalCost { get; init; }
}

/// <summary>A run.</summary>
public sealed record RunResponse : RunSummaryResponse
{
    /// <summary>What the run came to.</summary>
    [JsonPropertyOrder(1)]
    public RunResultBody? Result { get; init; }
}
