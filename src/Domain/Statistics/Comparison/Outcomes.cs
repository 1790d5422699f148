namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// How often the candidate's value is above, equal to and below the baseline's: of pairs where the runs are paired, of
/// each candidate run with each baseline run (n₁n₂ comparisons) where they are not.
/// </summary>
/// <param name="Wins">How often the candidate is higher.</param>
/// <param name="Ties">How often both are equal.</param>
/// <param name="Losses">How often the candidate is lower.</param>
public sealed record Outcomes(long Wins, long Ties, long Losses)
{
    /// <summary>The outcomes of pairs, from their differences candidate - baseline.</summary>
    public static Outcomes OfDifferences(ReadOnlySpan<double> differences)
    {
        var (wins, losses) = (0L, 0L);
        foreach (var difference in differences)
        {
            wins += difference > 0 ? 1 : 0;
            losses += difference < 0 ? 1 : 0;
        }

        return new Outcomes(wins, differences.Length - wins - losses, losses);
    }

    /// <summary>The outcomes of all n₁n₂ comparisons, in O(n log n); takes 8 bytes per value.</summary>
    public static Outcomes OfAllComparisons(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate) =>
        Crossing.Of(baseline, candidate).Outcomes;
}
