using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>
/// Which version of which file is meant. Without a version or an environment it is the one that the default environment
/// has, or else the latest.
/// </summary>
public sealed record FileReference
{
    public Guid? FileId { get; init; }
    public string? Path { get; init; }
    public Guid? VersionId { get; init; }
    public DeploymentEnvironment? Environment { get; init; }

    /// <summary>What the file has to be; anything where null.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>Whether it is the latest version that is meant by default, whatever is deployed.</summary>
    public bool Latest { get; init; }

    /// <summary>As it was named, to say that there is no such thing.</summary>
    public string Words => this switch
    {
        { VersionId: { } version } => $"with the Version {version:N}",
        { Path: { } path } => $"at the path '{path}'",
        _ => $"with the id {FileId:N}",
    };
}
