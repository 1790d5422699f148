using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Runs;

/// <summary>A run as it is read. The result, which can be long, is left out of lists.</summary>
public sealed record RunView
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required RunStatus Status { get; init; }
    public Guid? ExperimentId { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public RunResult? Result { get; init; }
    public JsonObjectText? Metadata { get; init; }
    public long? TotalPromptTokens { get; init; }
    public long? TotalCachedTokens { get; init; }
    public long? TotalCompletionTokens { get; init; }
    public long? TotalTokens { get; init; }
    public double? TotalCost { get; init; }
}
