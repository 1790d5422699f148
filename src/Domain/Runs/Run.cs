using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Runs;

/// <summary>One execution of a prompt, an agent or a flow: what evaluations judge. Runs are born elsewhere.</summary>
public sealed record Run
{
    public const int MaxMetadataBytes = 16 * 1024;

    public required Guid Id { get; init; }

    public required Caller CreatedBy { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>The experiment it belongs to, if any; fixed at registration.</summary>
    public Guid? ExperimentId { get; init; }

    public RunResult? Result { get; init; }

    public JsonObjectText? Metadata { get; init; }

    /// <summary>When the service learnt of it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it finished, if its status says it has: the first moment that the service was told so.</summary>
    public DateTimeOffset? CompletedAt(DateTimeOffset now) =>
        Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled or RunStatus.Timeout ? now : null;

    /// <summary>When it failed, if its status says it has.</summary>
    public DateTimeOffset? FailedAt(DateTimeOffset now) => Status is RunStatus.Failed ? now : null;
}
