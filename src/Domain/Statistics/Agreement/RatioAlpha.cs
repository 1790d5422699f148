using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha with the ratio metric. Its distances do not come from moments: it counts the distinct values,
/// and gives up where these are too many. For its bootstrap it counts them in up to 200 groups of targets.
/// </summary>
internal sealed class RatioAlpha(ulong groupingSeed)
{
    public const int MaxValues = 1_000;
    private const int MaxGroups = 200;
    private const string TooMany = "It is not computed, as there are more than 1,000 distinct values.";

    private readonly Dictionary<double, int> values = [];
    private readonly List<Group> groups = [];
    private readonly RandomGroups dealer = new(MaxGroups, groupingSeed);
    private bool negative;
    private long targets;

    /// <summary>Adds the ratings of a target, of which there are two or more.</summary>
    public void Add(ReadOnlySpan<Rating> target)
    {
        targets++;
        // Once there is no value to come, the numbers take no more room and no more time.
        if (negative || values.Count > MaxValues)
            return;
        var number = dealer.Next();
        if (number == groups.Count)
            groups.Add(new Group());
        var group = groups[number];
        foreach (var rating in target)
        {
            negative |= rating.Value < 0;
            group.Count(IndexOf(rating.Value));
        }

        group.Disagreement += Within(target);
        if (negative || values.Count > MaxValues)
            groups.Clear();
    }

    public Estimate Estimate(double confidence, BootstrapSettings bootstrap)
    {
        var method = "Krippendorff's alpha, ratio; percentile bootstrap over "
            + (targets > MaxGroups ? "200 random groups of targets" : "targets");
        if (targets == 0)
            return Statistics.Estimate.Undefined(0, method, Rating.NoneComparable);
        if (negative)
            return Statistics.Estimate.Undefined(targets, method, RatioDistance.NotNegative);
        if (values.Count > MaxValues)
            return Statistics.Estimate.Undefined(targets, method, TooMany);
        var sample = RatioSample.Of(groups, values);
        var weights = new int[groups.Count];
        Array.Fill(weights, 1);
        var value = sample.Alpha(weights);
        if (double.IsNaN(value))
            return Statistics.Estimate.Undefined(targets, method, ScoreAgreement.AllSame);
        return PercentileInterval.Around(value, targets, method, confidence, Resampled(sample, weights, bootstrap));
    }

    private static double[] Resampled(RatioSample sample, int[] weights, BootstrapSettings bootstrap)
    {
        var random = new Xoshiro256(bootstrap.Seed);
        var resampled = new double[bootstrap.Resamples];
        for (var i = 0; i < resampled.Length; i++)
        {
            Array.Clear(weights);
            for (var j = 0; j < weights.Length; j++)
                weights[random.NextBelow(weights.Length)]++;
            resampled[i] = sample.Alpha(weights);
        }

        return resampled;
    }

    private int IndexOf(double value)
    {
        if (!values.TryGetValue(value, out var index))
            values.Add(value, index = values.Count);
        return index;
    }

    private static double Within(ReadOnlySpan<Rating> target)
    {
        double sum = 0;
        for (var i = 0; i < target.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = RatioDistance.Of(target[i].Value, target[j].Value);
                sum += distance * distance;
            }
        }

        return sum / (target.Length - 1);
    }

    /// <summary>The ratings of a group of targets.</summary>
    internal sealed class Group
    {
        private long[] counts = [];

        /// <summary>Σ over targets of the sum of the distances of unordered pairs / (m - 1).</summary>
        public double Disagreement { get; set; }

        public void Count(int index)
        {
            if (index >= counts.Length)
                Array.Resize(ref counts, Math.Max(index + 1, 2 * counts.Length));
            counts[index]++;
        }

        public long CountOf(int index) => index < counts.Length ? counts[index] : 0;
    }
}
