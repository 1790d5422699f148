using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Evaluations;

public static class EvaluationErrors
{
    /// <summary>The name of the fact that holds the current entity tag.</summary>
    public const string CurrentTag = "etag";

    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "evaluation_not_found", "The run has no evaluation with this id.");

    public static readonly Error Retracted =
        new(ErrorKind.NotFound, "evaluation_retracted", "The evaluation was retracted; its history is kept.");

    public static readonly Error VersionRequired = new(
        ErrorKind.Unconditional,
        "if_match_required",
        "The header If-Match has to say which version this changes: send the ETag of the evaluation as it was read.");

    /// <summary>Of one in a batch with which nothing is wrong.</summary>
    public static readonly Error NotRecorded = new(
        ErrorKind.Dependent,
        "not_recorded",
        "Nothing is wrong with this evaluation; it was not recorded because others of its batch are refused.");

    public static Error BatchRefused(int refused, int all) => new(
        ErrorKind.Refused,
        "batch_refused",
        $"Nothing was recorded, because {refused} of {all} evaluations are refused; the results say why.");

    public static Error VersionIsStale(string tag) => new(
        ErrorKind.Stale,
        "version_is_stale",
        "The evaluation has been changed since the version that If-Match names; read it again.")
    {
        Facts = new Dictionary<string, object?> { [CurrentTag] = $"\"{tag}\"" },
    };
}
