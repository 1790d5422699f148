using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

public interface ISuiteRepository
{
    /// <summary>Adds the suite with its evaluators, or says that its name is taken.</summary>
    Task<Result<Done>> Create(NewSuite suite, CancellationToken cancellationToken);

    Task<SuiteRow?> Find(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Those of a file, the latest first.</summary>
    Task<PageOf<SuiteRow>> List(string accountId, Guid fileId, PageWanted page, CancellationToken cancellationToken);

    /// <summary>False where there is no such suite. Its experiments stay.</summary>
    Task<bool> Delete(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The evaluators of suites, in the order in which they were added.</summary>
    Task<IReadOnlyList<SuiteEvaluatorRow>> Evaluators(
        string accountId, IReadOnlyList<Guid> suiteIds, CancellationToken cancellationToken);

    /// <summary>Adds evaluators; those that it has are passed over.</summary>
    Task AddEvaluators(
        string accountId,
        Guid id,
        IReadOnlyList<NewSuiteEvaluator> evaluators,
        DateTimeOffset at,
        CancellationToken cancellationToken);

    /// <summary>False where the suite has no such evaluator.</summary>
    Task<bool> RemoveEvaluator(
        string accountId, Guid id, Guid versionId, DateTimeOffset at, CancellationToken cancellationToken);
}

public sealed record NewSuite(
    Guid Id,
    Guid? FileId,
    string? Name,
    IReadOnlyList<NewSuiteEvaluator> Evaluators,
    Caller CreatedBy,
    DateTimeOffset CreatedAt)
{
    public const int MaxNameLength = TextRules.MaxNameLength;
}

public sealed record NewSuiteEvaluator(Guid VersionId, bool Orchestrated);

public sealed record SuiteEvaluatorRow(Guid SuiteId, Guid VersionId, bool Orchestrated, DateTimeOffset AddedAt);
