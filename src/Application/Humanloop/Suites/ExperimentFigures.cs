namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>What there is of an experiment, as far as the evaluators of a suite go.</summary>
/// <param name="ExperimentId">The experiment.</param>
/// <param name="Logs">How many Logs it has.</param>
/// <param name="Done">
/// How many datapoints have a complete Log that every evaluator has judged; without a dataset, how many Logs are that.
/// </param>
/// <param name="Evaluators">In the order of the suite, each of them.</param>
public sealed record ExperimentFigures(
    Guid ExperimentId, long Logs, long Done, IReadOnlyList<EvaluatorFigures> Evaluators);

/// <summary>
/// What an evaluator has said of the Logs of an experiment. Of several judgments of one Log the latest counts; a value that
/// was corrected counts as corrected, one that was retracted as an abstention.
/// </summary>
public sealed record EvaluatorFigures
{
    /// <summary>
    /// What a larger value counts as, and a smaller one than its opposite: so large that the squares of millions of them
    /// can still be added up.
    /// </summary>
    public const double Most = 1e150;

    public required Guid VersionId { get; init; }

    /// <summary>How many Logs it has dealt with, in whatever way.</summary>
    public long Total { get; init; }

    public long Judgments { get; init; }

    /// <summary>Abstentions.</summary>
    public long Nulls { get; init; }

    public long Errors { get; init; }

    /// <summary>Of the values; null where there are none.</summary>
    public double? Mean { get; init; }

    public double? Sum { get; init; }

    /// <summary>The sample standard deviation; null for fewer than two values.</summary>
    public double? Deviation { get; init; }

    /// <summary>Of the values, at each of <see cref="Shares"/>, with linear interpolation; null where there are none.</summary>
    public IReadOnlyList<double>? Percentiles { get; init; }

    /// <summary>How often each value, or each option that the ledger does not hold.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>The shares of the percentiles: 0 to 1.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];
}

/// <summary>Counts what there is of experiments.</summary>
public interface IExperimentFigures
{
    /// <summary>Of each of these experiments.</summary>
    Task<IReadOnlyDictionary<Guid, ExperimentFigures>> Of(
        string accountId,
        IReadOnlyList<Guid> experimentIds,
        IReadOnlyList<SuiteEvaluatorView> evaluators,
        CancellationToken cancellationToken);
}
