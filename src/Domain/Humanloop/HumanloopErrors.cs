using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Humanloop;

public static class HumanloopErrors
{
    public static readonly Error ExperimentNotFound =
        NotFound("evaluation_run_not_found", "There is no Run of an Evaluation with this id.");

    public static readonly Error SuiteNotFound = NotFound("evaluation_set_not_found", "There is no Evaluation with this id.");

    public static readonly Error LogNotFound = NotFound("log_not_found", "There is no Log with this id.");

    public static readonly Error VersionNotFound = NotFound("version_not_found", "The File has no Version with this id.");

    public static readonly Error EnvironmentNotFound = NotFound(
        "environment_not_found",
        "There is no environment with this name or id: they are production, staging and development.");

    public static readonly Error NotAnEvaluatorOfIt =
        NotFound("evaluator_not_in_evaluation", "The Evaluation has no Evaluator with this version id.");

    public static readonly Error SuiteNameTaken =
        Conflict("evaluation_name_taken", "An Evaluation with this name exists for this File.");

    public static readonly Error VersionNameTaken =
        Conflict("version_name_taken", "The File has another Version with this name.");

    public static readonly Error PathTaken = Conflict("path_taken", "There is another File at this path.");

    public static readonly Error AlreadyFinished =
        Conflict("evaluation_run_finished", "Only a Run that is pending or running can be completed or cancelled.");

    public static readonly Error LastVersion =
        Conflict("last_version", "This is the only Version of the File; delete the File instead.");

    public static readonly Error LogExists = Conflict("log_exists", "There is another Log with this id.");

    public static readonly Error NothingIsCalled = Invalid(
        "path", "asks to run a File: this service runs none. Run it yourself, and send what it did to the endpoint log beside");

    public static Error FileNotFound(string reference) =>
        NotFound("file_not_found", $"There is no File {reference}, or no such Version of it.");

    public static Error PathOfOtherKind(string path, FileKind kind) =>
        Conflict("path_taken", $"The File at the path '{path}' is of another type: {kind.ToString().ToLowerInvariant()}.");

    /// <summary>The service runs neither models nor programs: nobody would ever judge.</summary>
    public static Error NotRunHere(string field, string path, EvaluatorType type) => Invalid(
        field,
        $"must be false: this service does not run Evaluators of the type {type.ToString().ToLowerInvariant()}, as '{path}' is. "
        + "Send its judgments yourself");

    /// <summary>One field of the request is wrong.</summary>
    /// <param name="field">Where it is, such as <c>body.evaluators.0.id</c>.</param>
    /// <param name="reason">What is wrong with it.</param>
    public static Error Invalid(string field, string reason) => Error.Invalid(field, reason);

    private static Error NotFound(string code, string message) => new(ErrorKind.NotFound, code, message);

    private static Error Conflict(string code, string message) => new(ErrorKind.Conflict, code, message);
}
