using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Application.Evaluations;

public interface IEvaluationHistory
{
    /// <summary>The entries of an evaluation in their order; none where the account has no such evaluation.</summary>
    Task<IReadOnlyList<EvaluationEntry>> Entries(
        string accountId, Guid runId, Guid id, CancellationToken cancellationToken);

    /// <summary>Every evaluation of the account with its entries, as of one moment, read as they are enumerated.</summary>
    IAsyncEnumerable<RecordedEvaluation> Ledger(string accountId, CancellationToken cancellationToken);
}
