namespace RunEvaluations.Domain.Runs;

/// <summary>Where a run stands. It never decides whether the run may be evaluated.</summary>
public enum RunStatus
{
    /// <summary>It is executing.</summary>
    Running,

    /// <summary>It finished as meant.</summary>
    Completed,

    /// <summary>It met an error.</summary>
    Failed,

    /// <summary>A user or the system stopped it.</summary>
    Cancelled,

    /// <summary>It exceeded the time it was given.</summary>
    Timeout,

    /// <summary>It waits for a user's input.</summary>
    Waiting,
}
