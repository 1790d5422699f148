namespace RunEvaluations.Application.Statistics;

/// <summary>Lists of runs that are too long for a link.</summary>
public interface IKeptRuns
{
    /// <summary>Keeps a list, or goes on keeping it; and lets go of the account's lists that have not been kept since.</summary>
    /// <param name="accountId">Whose runs they are.</param>
    /// <param name="runIds">The list; its order is of no account.</param>
    /// <param name="at">Now.</param>
    /// <param name="since">Lists that were last kept before go.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it is found by: the same list has the same id.</returns>
    Task<Guid> Keep(
        string accountId,
        IReadOnlyList<Guid> runIds,
        DateTimeOffset at,
        DateTimeOffset since,
        CancellationToken cancellationToken);

    /// <summary>Null where there is no such list, or no longer.</summary>
    Task<IReadOnlyList<Guid>?> Find(string accountId, Guid id, CancellationToken cancellationToken);
}
