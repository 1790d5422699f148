namespace RunEvaluations.Application.Statistics;

/// <summary>The value of each run for each label: the mean of its ratings. Runs with the same key are one unit.</summary>
internal sealed class ComparisonFold(bool paired) : IRatingFold
{
    private readonly Dictionary<Guid, (double Sum, int N)> ofRun = [];
    private readonly Dictionary<Guid, Side> sides = [];
    private string? key;

    public Side Of(Guid labelId) => sides.GetValueOrDefault(labelId) ?? new Side();

    public void Take(IRatingRow rating)
    {
        var (sum, n) = ofRun.GetValueOrDefault(rating.LabelId);
        if (paired && ofRun.Count == 0)
            key = rating.PairKey;
        ofRun[rating.LabelId] = (sum + rating.Value, n + 1);
    }

    public void EndTarget()
    {
    }

    public void EndRun()
    {
        foreach (var (labelId, (sum, n)) in ofRun)
        {
            if (!sides.TryGetValue(labelId, out var side))
                sides.Add(labelId, side = new Side());
            side.Add(paired, key, sum / n);
        }

        ofRun.Clear();
    }
}

/// <summary>The runs of one side that were judged against a label.</summary>
internal sealed class Side
{
    private readonly Dictionary<string, (double Sum, int N)> byKey = new(StringComparer.Ordinal);
    private readonly List<double> values = [];

    public long Runs { get; private set; }

    /// <summary>Where nothing is paired.</summary>
    public double[] Values => [.. values];

    public void Add(bool paired, string? key, double value)
    {
        Runs++;
        if (!paired)
        {
            values.Add(value);
            return;
        }

        if (key is null)
            return;
        var (sum, n) = byKey.GetValueOrDefault(key);
        byKey[key] = (sum + value, n + 1);
    }

    /// <summary>The values of keys that both sides have, and how many runs of either side are in them.</summary>
    public Pairs With(Side candidate)
    {
        var (baseline, other) = (new List<double>(), new List<double>());
        var (runs, otherRuns) = (0L, 0L);
        foreach (var (key, (sum, n)) in byKey)
        {
            if (!candidate.byKey.TryGetValue(key, out var there))
                continue;
            baseline.Add(sum / n);
            other.Add(there.Sum / there.N);
            (runs, otherRuns) = (runs + n, otherRuns + there.N);
        }

        return new Pairs([.. baseline], [.. other], runs, otherRuns);
    }
}

/// <param name="Baseline">A value for each pair.</param>
/// <param name="Candidate">In the same order.</param>
/// <param name="BaselineRuns">How many runs are in them.</param>
/// <param name="CandidateRuns">How many of the other side.</param>
internal sealed record Pairs(double[] Baseline, double[] Candidate, long BaselineRuns, long CandidateRuns);
