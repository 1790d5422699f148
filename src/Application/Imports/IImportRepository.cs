using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Imports;

namespace RunEvaluations.Application.Imports;

public interface IImportRepository
{
    Task<ImportView?> Get(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Refused lines after this one, in their order.</summary>
    Task<IReadOnlyList<RefusedLine>> Refusals(
        string accountId, Guid id, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Does the work in one transaction, which is kept if <paramref name="keep"/> says so.</summary>
    Task<T> InTransaction<T>(Func<Task<T>> work, Predicate<T> keep, CancellationToken cancellationToken);

    /// <summary>
    /// The import as it stands, which nobody else changes until the transaction ends; begun by this if the chunk is the
    /// first. Null where there is none.
    /// </summary>
    Task<ImportView?> Claim(string accountId, ImportChunk chunk, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Records those that their targets allow, and says by their places which do not, and why.</summary>
    Task<IReadOnlyList<(int Place, EvaluationTarget Target)>> Record(
        IReadOnlyList<DraftedEvaluation> drafts, CancellationToken cancellationToken);

    /// <summary>Keeps that the chunk was taken, and what was refused of it.</summary>
    Task<ImportView> Advance(
        string accountId,
        ImportChunk chunk,
        IReadOnlyList<RefusedLine> refused,
        DateTimeOffset at,
        CancellationToken cancellationToken);
}

/// <summary>Lines that follow one another, ready to be taken.</summary>
public sealed record ImportChunk
{
    public required Guid ImportId { get; init; }
    public required ImportFormat Format { get; init; }
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Where its first line begins, and where its last one ends.</summary>
    public required ImportPosition From { get; init; }
    public required ImportPosition To { get; init; }

    public required IReadOnlyList<DraftedEvaluation> Drafts { get; init; }

    /// <summary>Lines that no evaluation could be made of, in their order.</summary>
    public required IReadOnlyList<RefusedLine> Refused { get; init; }

    public required long Blank { get; init; }

    /// <summary>Whether the file ends with it.</summary>
    public required bool IsLast { get; init; }
}
