namespace RunEvaluations.Application.Statistics;

/// <summary>The value of each run for each label: the mean of its ratings. Runs with the same key are one unit.</summary>
/// <param name="keys">Those of the pairs; null where nothing is paired.</param>
internal sealed class ComparisonFold(PairKeys? keys) : IRatingFold
{
    private readonly Dictionary<Guid, RunningMean> ofRun = [];
    private readonly Dictionary<Guid, Side> sides = [];
    private int? pair;

    public Side Of(Guid labelId) => sides.GetValueOrDefault(labelId) ?? new Side();

    public void Take(IRatingRow rating)
    {
        if (keys is not null && ofRun.Count == 0)
            pair = rating.PairKey is { } key ? keys.PlaceOf(key) : null;
        ofRun[rating.LabelId] = ofRun.GetValueOrDefault(rating.LabelId).With(rating.Value);
    }

    public void EndTarget()
    {
    }

    public void EndRun()
    {
        foreach (var (labelId, mean) in ofRun)
        {
            if (!sides.TryGetValue(labelId, out var side))
                sides.Add(labelId, side = new Side());
            if (keys is null)
                side.Add(mean.Value);
            else
                side.Add(mean.Value, pair);
        }

        ofRun.Clear();
    }
}

/// <summary>The keys of the baseline, each with a number. Once they are closed no other key has one: it has no counterpart.</summary>
internal sealed class PairKeys
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private bool closed;

    public void Close() => closed = true;

    public int? PlaceOf(string key)
    {
        if (places.TryGetValue(key, out var place))
            return place;
        if (closed)
            return null;
        places.Add(key, places.Count);
        return places.Count - 1;
    }
}

/// <summary>The runs of one side that were judged against a label.</summary>
internal sealed class Side
{
    /// <summary>Of each run, or of each pair the mean of its runs.</summary>
    private readonly List<double> means = [];

    /// <summary>How many runs there are of each pair; empty where nothing is paired.</summary>
    private readonly List<int> counts = [];

    public long Runs { get; private set; }

    /// <summary>Where nothing is paired.</summary>
    public double[] Values => [.. means];

    public void Add(double value)
    {
        Runs++;
        means.Add(value);
    }

    /// <param name="value">Of a run.</param>
    /// <param name="pair">Its number; null where it has no counterpart.</param>
    public void Add(double value, int? pair)
    {
        Runs++;
        if (pair is not { } place)
            return;
        while (counts.Count <= place)
        {
            means.Add(0);
            counts.Add(0);
        }

        means[place] = RunningMean.Of(means[place], counts[place], value);
        counts[place]++;
    }

    /// <summary>The values of pairs that both sides have, and how many runs of either side are in them.</summary>
    public Pairs With(Side candidate)
    {
        var both = Enumerable.Range(0, Math.Min(counts.Count, candidate.counts.Count))
            .Where(place => counts[place] > 0 && candidate.counts[place] > 0)
            .ToArray();
        return new Pairs(
            Array.ConvertAll(both, place => means[place]),
            Array.ConvertAll(both, place => candidate.means[place]),
            both.Sum(place => (long)counts[place]),
            both.Sum(place => (long)candidate.counts[place]));
    }
}

/// <param name="Baseline">A value for each pair.</param>
/// <param name="Candidate">In the same order.</param>
/// <param name="BaselineRuns">How many runs are in them.</param>
/// <param name="CandidateRuns">How many of the other side.</param>
internal sealed record Pairs(double[] Baseline, double[] Candidate, long BaselineRuns, long CandidateRuns);
