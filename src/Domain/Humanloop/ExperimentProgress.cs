namespace RunEvaluations.Domain.Humanloop;

/// <summary>How far an experiment has come.</summary>
/// <param name="ClosedAs">What a caller has said: completed or cancelled; null where nobody has said anything.</param>
/// <param name="Expected">How many datapoints its dataset has; null where it has no dataset.</param>
/// <param name="Logs">How many Logs it has.</param>
/// <param name="Done">
/// How many datapoints have a complete Log that every evaluator has judged; without a dataset, how many Logs are that.
/// </param>
public sealed record ExperimentProgress(ExperimentStatus? ClosedAs, long? Expected, long Logs, long Done)
{
    /// <summary>How long an experiment that is not the latest may stand still, and is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public ExperimentStatus Status
    {
        get
        {
            if (ClosedAs is { } closed)
                return closed;
            if (Logs == 0)
                return Expected == 0 ? ExperimentStatus.Completed : ExperimentStatus.Pending;
            return Done >= (Expected ?? Logs) ? ExperimentStatus.Completed : ExperimentStatus.Running;
        }
    }

    /// <summary>
    /// The status of the whole, which clients wait for: that of the latest experiment, and running while another one that is
    /// not finished still moves. A cancelled one is not waited for, nor one that its client has left.
    /// </summary>
    /// <param name="experiments">The latest first, each with the time of its last change.</param>
    /// <param name="now">What the times are held against.</param>
    public static ExperimentStatus Overall(
        IReadOnlyList<(ExperimentStatus Status, DateTimeOffset ChangedAt)> experiments, DateTimeOffset now)
    {
        if (experiments.Count == 0)
            return ExperimentStatus.Pending;
        if (experiments[0].Status is ExperimentStatus.Pending or ExperimentStatus.Running)
            return experiments[0].Status;
        return experiments.Any(e => e.Status is ExperimentStatus.Running && now - e.ChangedAt < Patience)
            ? ExperimentStatus.Running
            : ExperimentStatus.Completed;
    }
}
