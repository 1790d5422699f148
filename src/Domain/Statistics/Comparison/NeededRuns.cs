namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>How many runs a comparison takes to see a difference.</summary>
/// <param name="Runs">Pairs where runs are paired, runs of each side otherwise; null where that cannot be said.</param>
/// <param name="Note">Why there is no number, or what it was taken from; null where there is nothing to say.</param>
public sealed record NeededRuns(long? Runs, string? Note = null)
{
    internal static readonly NeededRuns NoDifference = new(null, "There is no difference to be seen: it is 0.");
    internal static readonly NeededRuns NoSpread = new(null, "The spread of the values is not known.");

    /// <summary>The next whole number that allows a test at all, as long as it can be counted.</summary>
    internal static NeededRuns Of(double runs, long atLeast) => runs < 1e15
        ? new NeededRuns(Math.Max(atLeast, (long)Math.Ceiling(runs)))
        : new NeededRuns(null, "It would take more runs than can be counted.");
}
