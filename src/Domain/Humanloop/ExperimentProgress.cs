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
    /// The status of the whole: it waits as long as one of them does, and a cancelled one is not waited for. Without any
    /// there is nothing to wait for yet.
    /// </summary>
    public static ExperimentStatus Overall(IReadOnlyCollection<ExperimentStatus> statuses)
    {
        if (statuses.Contains(ExperimentStatus.Running))
            return ExperimentStatus.Running;
        if (statuses.Count == 0 || statuses.All(s => s is ExperimentStatus.Pending))
            return ExperimentStatus.Pending;
        return statuses.Contains(ExperimentStatus.Pending) ? ExperimentStatus.Running : ExperimentStatus.Completed;
    }
}
