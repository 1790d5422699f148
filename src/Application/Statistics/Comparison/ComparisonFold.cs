using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Application.Statistics.Comparison;

/// <summary>The value of each run for each label: the mean of its ratings. Runs with the same key are one unit.</summary>
/// <param name="keys">Those of the pairs; null where nothing is paired.</param>
internal sealed class ComparisonFold(PairKeys? keys) : IRatingFold
{
    private readonly Dictionary<Guid, RunningMean> ofRun = [];
    private readonly Dictionary<Guid, Side> sides = [];
    private int? pair;

    /// <summary>By label. It does not hold the keys, which take more room than the values.</summary>
    public IReadOnlyDictionary<Guid, Side> Sides => sides;

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
                sides.Add(labelId, side = new Side(keys?.Most ?? 0));
            if (keys is null)
                side.Add(mean.Value);
            else
                side.Add(mean.Value, pair);
        }

        ofRun.Clear();
    }
}

/// <summary>The runs of one side that were judged against a label.</summary>
/// <param name="pairs">How many pairs there can be; 0 where that is not known.</param>
internal sealed class Side(int pairs = 0)
{
    /// <summary>Of each run, or of each pair the mean of its runs.</summary>
    private readonly List<double> means = new(pairs);

    /// <summary>How many runs there are of each pair; empty where nothing is paired.</summary>
    private readonly List<int> counts = new(pairs);

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
