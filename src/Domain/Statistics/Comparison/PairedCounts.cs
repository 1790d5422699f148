namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>Pairs of yes (1) and no (0), counted by what the two runs of a pair got.</summary>
/// <param name="Both">Pairs with yes on both sides.</param>
/// <param name="BaselineOnly">Pairs with yes of the baseline alone.</param>
/// <param name="CandidateOnly">Pairs with yes of the candidate alone.</param>
/// <param name="Neither">Pairs with no on both sides.</param>
public readonly record struct PairedCounts(long Both, long BaselineOnly, long CandidateOnly, long Neither)
{
    /// <summary>How many pairs there are.</summary>
    public long N => Both + BaselineOnly + CandidateOnly + Neither;

    /// <summary>The counts of values that are all 0 or 1.</summary>
    internal static PairedCounts Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        var (both, baselineOnly, candidateOnly) = (0L, 0L, 0L);
        for (var i = 0; i < baseline.Length; i++)
        {
            both += baseline[i] == 1 && candidate[i] == 1 ? 1 : 0;
            baselineOnly += baseline[i] == 1 && candidate[i] == 0 ? 1 : 0;
            candidateOnly += baseline[i] == 0 && candidate[i] == 1 ? 1 : 0;
        }

        var neither = baseline.Length - both - baselineOnly - candidateOnly;
        return new PairedCounts(both, baselineOnly, candidateOnly, neither);
    }
}
