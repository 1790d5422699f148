using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Each value of a candidate compared with each of a baseline, without doing so: both sorted and merged.
/// </summary>
/// <param name="BaselineRuns">How many values the baseline has.</param>
/// <param name="CandidateRuns">How many values the candidate has.</param>
/// <param name="Outcomes">Of all comparisons.</param>
/// <param name="TieTerm">Σ (t³ - t) over the groups of t equal values of both sides together.</param>
/// <param name="BaselineSpread">Σ (d - δ)² over the baseline's values; see <see cref="Delta"/>.</param>
/// <param name="CandidateSpread">The same over the candidate's.</param>
internal sealed record Crossing(
    long BaselineRuns,
    long CandidateRuns,
    Outcomes Outcomes,
    double TieTerm,
    double BaselineSpread,
    double CandidateSpread)
{
    /// <summary>The wins and half the ties: Mann and Whitney's U of the candidate.</summary>
    public double U => Outcomes.Wins + Outcomes.Ties / 2.0;

    /// <summary>
    /// (wins - losses) / comparisons, Cliff's δ. A single value has its own: the mean of the signs of its comparisons
    /// with the other side, whose spread around δ says how sure δ is.
    /// </summary>
    public double Delta => DeltaOf(Outcomes, BaselineRuns, CandidateRuns);

    /// <summary>Takes 8 bytes per value: sorted copies of both sides.</summary>
    public static Crossing Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        var (b, c) = (baseline.ToArray(), candidate.ToArray());
        Array.Sort(b);
        Array.Sort(c);

        var (wins, ties, tieTerm) = (0L, 0L, 0.0);
        foreach (var group in Groups(b, c))
        {
            wins += (long)group.InCandidate * group.BaselineBelow;
            ties += (long)group.InCandidate * group.InBaseline;
            tieTerm += MidRanks.TieTerm(group.InBaseline + (double)group.InCandidate);
        }

        var outcomes = new Outcomes(wins, ties, (long)b.Length * c.Length - wins - ties);
        var (baselineSpread, candidateSpread) = Spreads(b, c, DeltaOf(outcomes, b.Length, c.Length));
        return new Crossing(b.Length, c.Length, outcomes, tieTerm, baselineSpread, candidateSpread);
    }

    private static (double Baseline, double Candidate) Spreads(double[] b, double[] c, double delta)
    {
        var (baseline, candidate) = (0.0, 0.0);
        foreach (var group in Groups(b, c))
        {
            if (group.InBaseline > 0)
            {
                double above = c.Length - group.CandidateBelow - group.InCandidate;
                var distance = (above - group.CandidateBelow) / c.Length - delta;
                baseline += group.InBaseline * distance * distance;
            }

            if (group.InCandidate > 0)
            {
                double above = b.Length - group.BaselineBelow - group.InBaseline;
                var distance = (group.BaselineBelow - above) / b.Length - delta;
                candidate += group.InCandidate * distance * distance;
            }
        }

        return (baseline, candidate);
    }

    private static double DeltaOf(Outcomes outcomes, long baselineRuns, long candidateRuns) =>
        baselineRuns == 0 || candidateRuns == 0
            ? 0
            : (outcomes.Wins - outcomes.Losses) / ((double)baselineRuns * candidateRuns);

    /// <summary>The distinct values of both sides, lowest first.</summary>
    private static IEnumerable<Group> Groups(double[] b, double[] c)
    {
        for (var (i, j) = (0, 0); i < b.Length || j < c.Length;)
        {
            var value = j == c.Length || (i < b.Length && b[i] <= c[j]) ? b[i] : c[j];
            var (nextI, nextJ) = (i, j);
            while (nextI < b.Length && b[nextI] == value)
                nextI++;
            while (nextJ < c.Length && c[nextJ] == value)
                nextJ++;
            yield return new Group(i, nextI - i, j, nextJ - j);
            (i, j) = (nextI, nextJ);
        }
    }

    private readonly record struct Group(int BaselineBelow, int InBaseline, int CandidateBelow, int InCandidate);
}
