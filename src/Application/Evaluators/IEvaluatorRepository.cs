using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

public interface IEvaluatorRepository
{
    /// <summary>Adds the evaluator, or says why not: its name is taken, or a label is not usable.</summary>
    Task<Result<EvaluatorView>> Create(Evaluator evaluator, CancellationToken cancellationToken);

    /// <summary>Replaces name, description and labels, or says why not. Labels it already fills may be archived.</summary>
    Task<Result<EvaluatorView>> Update(EvaluatorChange change, CancellationToken cancellationToken);

    /// <summary>Archives the evaluator if it is not archived yet; false where the account has no such evaluator.</summary>
    Task<bool> Archive(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    Task<EvaluatorView?> Get(string accountId, Guid id, CancellationToken cancellationToken);

    /// <summary>Evaluators in the order of creation.</summary>
    Task<IReadOnlyList<EvaluatorView>> List(
        string accountId,
        bool includeArchived,
        Guid? after,
        int limit,
        CancellationToken cancellationToken);

    /// <summary>Whether the account has this evaluator and it is not archived: only then is its credential good.</summary>
    Task<bool> IsActive(string accountId, Guid id, CancellationToken cancellationToken);
}

public sealed record EvaluatorChange(
    Caller By,
    Guid Id,
    string Name,
    string? Description,
    IReadOnlyList<Guid> LabelIds,
    DateTimeOffset At);
