using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Humanloop;

/// <summary>What an experiment may be made of.</summary>
public static class ExperimentRules
{
    /// <summary>
    /// Why it is refused, or null. The service generates no Logs, and says so at once, so that nobody waits for them.
    /// </summary>
    /// <param name="orchestrated">Whether it is asked to; what is meant follows from the rest where null.</param>
    /// <param name="useExistingLogs">Whether it begins with the Logs that there are.</param>
    /// <param name="hasDataset">Whether a dataset is named.</param>
    /// <param name="hasVersion">Whether a version is named.</param>
    public static Error? Fault(bool? orchestrated, bool useExistingLogs, bool hasDataset, bool hasVersion)
    {
        if (useExistingLogs && !(hasDataset && hasVersion))
            return HumanloopErrors.Invalid("body.use_existing_logs", "needs both a dataset and a version");
        return orchestrated ?? (hasVersion && !useExistingLogs)
            ? HumanloopErrors.Invalid(
                "body.orchestrated",
                "must be false: this service does not run Prompts, Agents or other Files. Generate the Logs yourself, and send "
                + "them with the id of the Run")
            : null;
    }
}
