using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Runs;

/// <summary>What a run came to.</summary>
public sealed record RunResult
{
    public Guid? Id { get; init; }

    /// <summary>Outputs by name; each is a text or an object.</summary>
    public JsonObjectText? Outputs { get; init; }

    public JsonObjectText? Metadata { get; init; }

    public RunUsage? Usage { get; init; }

    public RunFailure? Error { get; init; }
}

/// <summary>What a run used. The totals of a run are taken from here.</summary>
public sealed record RunUsage
{
    public long? PromptTokens { get; init; }

    /// <summary>Prompt tokens that came from a cache.</summary>
    public long? CachedTokens { get; init; }

    public long? CompletionTokens { get; init; }

    /// <summary>Tokens in all, as the caller counts them.</summary>
    public long? TotalTokens { get; init; }

    /// <summary>Cost in the currency that the account reckons in.</summary>
    public double? Cost { get; init; }
}

/// <summary>Why a run failed.</summary>
public sealed record RunFailure(string? Message, string? Code);
