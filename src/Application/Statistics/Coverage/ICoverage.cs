namespace RunEvaluations.Application.Statistics.Coverage;

public interface ICoverage
{
    /// <summary>For each label how many of the selected runs there are, and how many of those so many raters have judged.</summary>
    /// <param name="accountId">Whose runs they are.</param>
    /// <param name="selection">Which runs, and what counts as a judgment; its labels and its moment must be given.</param>
    /// <param name="raters">How many raters a run is to have, for each label.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<LabelCoverage>> Count(
        string accountId, Selection selection, int raters, CancellationToken cancellationToken);

    /// <summary>Runs that have fewer, with the label that they lack; by run and label.</summary>
    Task<IReadOnlyList<UncoveredRun>> Uncovered(
        string accountId, Selection selection, int raters, Guid? after, int limit, CancellationToken cancellationToken);
}

/// <param name="LabelId">The label.</param>
/// <param name="Runs">How many runs were selected.</param>
/// <param name="Covered">How many of them have enough raters.</param>
public sealed record LabelCoverage(Guid LabelId, long Runs, long Covered);

/// <summary>A run, and how many raters have judged it against each label for which those are too few.</summary>
public sealed record UncoveredRun
{
    public required Guid RunId { get; init; }
    public required IReadOnlyList<Guid> LabelIds { get; init; }

    /// <summary>In the order of the labels.</summary>
    public required IReadOnlyList<int> Raters { get; init; }
}
