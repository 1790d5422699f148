using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Humanloop.Files;

public interface IFileRepository
{
    /// <summary>Null where there is no such file, or no such version of it.</summary>
    Task<FileView?> Find(string accountId, FileReference reference, CancellationToken cancellationToken);

    /// <summary>Versions by their ids, of deleted files too: what was made with them still shows them.</summary>
    Task<IReadOnlyDictionary<Guid, FileView>> Versions(
        string accountId, IEnumerable<Guid> versionIds, CancellationToken cancellationToken);

    /// <summary>Files, each with the version that is meant where none is named.</summary>
    Task<PageOf<FileView>> List(FileFilter filter, CancellationToken cancellationToken);

    /// <summary>All versions of a file, the latest first; null where there is no such file.</summary>
    Task<IReadOnlyList<FileView>?> Versions(
        string accountId, FileKind kind, Guid fileId, CancellationToken cancellationToken);

    /// <summary>Gives the file another path, or says why not.</summary>
    Task<Result<Done>> Move(
        string accountId, FileKind kind, Guid fileId, string path, CancellationToken cancellationToken);

    /// <summary>False where there is no such file. Its path is free again.</summary>
    Task<bool> Delete(
        string accountId, FileKind kind, Guid fileId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Gives a version a name and a description, each where it is not null, or says why not.</summary>
    Task<Result<Done>> NameVersion(
        string accountId, Guid fileId, Guid versionId, VersionName naming, CancellationToken cancellationToken);

    /// <summary>Deletes a version and withdraws it everywhere, or says why not.</summary>
    Task<Result<Done>> DeleteVersion(
        string accountId, Guid fileId, Guid versionId, DateTimeOffset at, CancellationToken cancellationToken);
}

public sealed record VersionName(string? Name, string? Description);

/// <summary>Which files a list has, and in which order.</summary>
public sealed record FileFilter
{
    public required string AccountId { get; init; }

    /// <summary>Anything where empty.</summary>
    public IReadOnlyList<FileKind> Kinds { get; init; } = [];

    /// <summary>A part of their name, in any case.</summary>
    public string? Name { get; init; }

    /// <summary>The path of a directory that they are in, at any depth.</summary>
    public string? Directory { get; init; }

    /// <summary>A part of the name of whoever made them, in any case.</summary>
    public string? By { get; init; }

    /// <summary>One that they have a version in: the one that is listed then.</summary>
    public DeploymentEnvironment? Environment { get; init; }

    public FileOrder SortBy { get; init; }
    public bool Ascending { get; init; }
    public required PageWanted Page { get; init; }
}

/// <summary>What files are ordered by.</summary>
public enum FileOrder
{
    CreatedAt,
    UpdatedAt,
    Name,
}
