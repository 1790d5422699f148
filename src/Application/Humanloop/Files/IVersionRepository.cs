using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Makes versions of files.</summary>
public interface IVersionRepository
{
    /// <summary>
    /// All of it or, where it is refused, nothing. It is done once more where another has made a file at the same path
    /// meanwhile.
    /// </summary>
    Task<Result<T>> InTransaction<T>(Func<Task<Result<T>>> work, CancellationToken cancellationToken);

    /// <summary>The id of the version with this content, if there is one; nobody waits for anybody.</summary>
    Task<Guid?> Find(FileVersion version, byte[] hash, CancellationToken cancellationToken);

    /// <summary>
    /// The file that a version is for, locked, so that its versions are made one after another; null where there is none
    /// at the path. Refused where there is none with the id, or one of another kind.
    /// </summary>
    Task<Result<VersionedFile?>> Open(FileVersion version, CancellationToken cancellationToken);

    /// <summary>Makes the file; another at the path meanwhile is a conflict.</summary>
    Task<Result<VersionedFile>> Create(
        FileVersion version, Guid fileId, Guid? evaluatorId, CancellationToken cancellationToken);

    /// <summary>
    /// The id of the version with this content, made where there is none; a name or description that is given replaces that
    /// of one which is there.
    /// </summary>
    Task<Result<Guid>> Put(
        VersionedFile file, FileVersion version, NewVersion details, CancellationToken cancellationToken);

    /// <summary>The versions of an evaluator that have a label, the latest first.</summary>
    Task<IReadOnlyList<LabelledVersion>> Labelled(string accountId, Guid fileId, CancellationToken cancellationToken);
}

/// <summary>A file that versions are made of.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its path.</param>
/// <param name="EvaluatorId">Of an evaluator: that of the ledger.</param>
/// <param name="IsNew">Whether it was made just now.</param>
public sealed record VersionedFile(Guid Id, string Path, Guid? EvaluatorId, bool IsNew);

/// <summary>What a version has besides its content.</summary>
/// <param name="Id">Its id, if it is new.</param>
/// <param name="Hash">Of the content and all that belongs to it.</param>
public sealed record NewVersion(Guid Id, byte[] Hash)
{
    /// <summary>Of an evaluator.</summary>
    public Guid? LabelId { get; init; }

    /// <summary>Of a dataset, in their order.</summary>
    public IReadOnlyList<Guid>? Datapoints { get; init; }
}

/// <summary>A version of an evaluator whose judgments the ledger holds.</summary>
public sealed record LabelledVersion(Guid LabelId, Domain.Values.JsonObjectText Content);
