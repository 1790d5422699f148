using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Application.Statistics.Search;

public interface IEvaluationSearches
{
    /// <summary>
    /// The evaluations that a search is for, as of its moment, which must be given. Runs are those that its selection names:
    /// counterparts have been looked up. Whoever receives them disposes of them.
    /// </summary>
    Task<IOpenRows<IEvaluationRow>> Open(
        string accountId,
        EvaluationSearch search,
        SearchOrder order,
        string? after,
        int? limit,
        CancellationToken cancellationToken);
}
