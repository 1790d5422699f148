namespace RunEvaluations.Domain.Humanloop;

/// <summary>Where an experiment stands.</summary>
public enum ExperimentStatus
{
    /// <summary>Nothing has come yet.</summary>
    Pending,

    /// <summary>Logs or judgments are still missing.</summary>
    Running,

    /// <summary>All of them are there, or a caller has said that it is enough.</summary>
    Completed,

    /// <summary>A caller has given it up.</summary>
    Cancelled,
}
