namespace RunEvaluations.Application.Evaluations;

/// <summary>Evaluations that are not retracted, read as they are enumerated. Whoever receives a list disposes of it.</summary>
public interface IEvaluationLists
{
    /// <summary>A run's, in the order of creation; null where the account has no such run.</summary>
    Task<IOpenRows<IEvaluationRow>?> OfRun(
        string accountId, Guid runId, EvaluationFilter filter, Guid? after, int? limit, CancellationToken cancellationToken);

    /// <summary>
    /// Those of one run or of all, by run and in the order of creation, as of one moment; none where there is no such run.
    /// </summary>
    Task<IOpenRows<IEvaluationRow>> OfAccount(
        string accountId, Guid? runId, EvaluationFilter filter, CancellationToken cancellationToken);
}

/// <summary>Rows that are still being read: enumerable once, and holding a connection until disposed of.</summary>
public interface IOpenRows<out T> : IAsyncEnumerable<T>, IAsyncDisposable;
