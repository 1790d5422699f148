using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

public interface IEvaluationRepository
{
    /// <summary>Records the evaluation if its target allows it, in one statement.</summary>
    Task<WriteAttempt> Create(Evaluation evaluation, CancellationToken cancellationToken);

    /// <summary>Changes the value if its label allows it, in one statement.</summary>
    Task<WriteAttempt> ChangeValue(ValueChange change, CancellationToken cancellationToken);

    Task<EvaluationView?> Get(string accountId, Guid runId, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// The run's evaluations in the order of creation, read as they are enumerated; null where the account has no such
    /// run. Whoever receives the list disposes of it.
    /// </summary>
    Task<IEvaluationRows?> List(
        string accountId,
        Guid runId,
        Guid? after,
        int? limit,
        CancellationToken cancellationToken);
}

/// <summary>Rows that are still being read: enumerable once, and holding a connection until disposed of.</summary>
public interface IEvaluationRows : IAsyncEnumerable<EvaluationView>, IAsyncDisposable;

/// <summary>A new value for an evaluation, and who gives it.</summary>
public sealed record ValueChange(Caller Author, Guid RunId, Guid Id, double Value, DateTimeOffset At);

/// <summary>What a write came to: the evaluation as it now is, or else what its target is like.</summary>
public sealed record WriteAttempt(EvaluationView? Written, EvaluationTarget Target);
