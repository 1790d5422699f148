using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics;

/// <summary>The evaluations that figures are computed from, read once, in an order that lets them be taken as they come.</summary>
public interface IRatings
{
    /// <summary>
    /// By run, then by label, output and field, then by rater; of several by one rater for the same target the latest
    /// first. Whoever receives them disposes of them.
    /// </summary>
    /// <param name="accountId">Whose they are.</param>
    /// <param name="selection">Which; <see cref="Selection.AsOf"/> must be given.</param>
    /// <param name="details">What is read of the runs; null where nothing is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IOpenRows<IRatingRow>> Of(
        string accountId, Selection selection, RunDetails? details, CancellationToken cancellationToken);
}

/// <summary>What is read of an evaluation's run: its experiment, and more.</summary>
/// <param name="PairKey">The member of the metadata that <see cref="IRatingRow.PairKey"/> is to have.</param>
public sealed record RunDetails(string? PairKey = null);

/// <summary>An evaluation that the reading has come to. What is asked of it is read at that moment.</summary>
public interface IRatingRow
{
    Guid RunId { get; }
    Guid LabelId { get; }
    string? OutputName { get; }
    string? FieldPath { get; }
    Rater Rater { get; }
    double Value { get; }
    DateTimeOffset CreatedAt { get; }
    Guid? ExperimentId { get; }
    string? PairKey { get; }
}
