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

    public static Error VersionIsStale(string tag) => new(
        ErrorKind.Stale,
        "version_is_stale",
        "The evaluation has been changed since the version that If-Match names; read it again.")
    {
        Facts = new Dictionary<string, object?> { [CurrentTag] = $"\"{tag}\"" },
    };
}
