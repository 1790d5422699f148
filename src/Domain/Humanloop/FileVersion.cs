using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Humanloop;

/// <summary>A version of a file to make, or to find: the same content is the same version.</summary>
public sealed record FileVersion
{
    public const int MaxNameLength = TextRules.MaxNameLength;

    public required FileKind Kind { get; init; }

    /// <summary>The file, where it is named by its id.</summary>
    public Guid? FileId { get; init; }

    /// <summary>The file, where it is named by its path; it is made where there is none.</summary>
    public string? Path { get; init; }

    public required JsonObjectText Content { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }
    public required Caller CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Whether the first version of a file is deployed to the default environment, so that later ones do not become what
    /// is meant without a word. What judges or is judged outside goes by its latest version instead: who brings it makes
    /// a version of what is run there.
    /// </summary>
    public bool IsDeployedFirst => Kind switch
    {
        FileKind.Dataset => false,
        FileKind.Evaluator => !EvaluatorSpec.Of(Content).JudgesElsewhere,
        _ => true,
    };
}
