using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Runs;

public static class RunErrors
{
    public static readonly Error NotFound = new(ErrorKind.NotFound, "run_not_found", "There is no run with this id.");

    public static readonly Error AlreadyExists =
        new(ErrorKind.Conflict, "run_already_exists", "The account already has a run with this id.");

    public static readonly Error ExperimentIsFixed = new(
        ErrorKind.Conflict,
        "experiment_is_fixed",
        "The run belongs to another experiment, or to none: that is fixed when the run is registered.")
    {
        Fields = new Dictionary<string, string[]> { ["experiment_id"] = ["cannot be changed"] },
    };
}
