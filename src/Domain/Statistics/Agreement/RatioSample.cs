namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// Groups of targets ready to be resampled: their ratings, their disagreement within, and the distances between any two
/// of them, from which a sample of groups has its expected disagreement without looking at values again.
/// </summary>
internal sealed class RatioSample
{
    private readonly double[] ratings;
    private readonly double[] within;
    private readonly double[] between;

    private RatioSample(double[] ratings, double[] within, double[] between) =>
        (this.ratings, this.within, this.between) = (ratings, within, between);

    /// <summary>In an order that depends on what the groups hold alone.</summary>
    public static RatioSample Of(IReadOnlyList<RatioAlpha.Group> groups, IReadOnlyDictionary<double, int> values)
    {
        var sorted = values.OrderBy(v => v.Key).ToArray();
        var scale = Array.ConvertAll(sorted, v => v.Key);
        var members = groups
            .Select(group => (
                group.Disagreement,
                Counts: Array.ConvertAll(sorted, v => (double)group.CountOf(v.Value))))
            .ToArray();
        Array.Sort(members, (one, other) => one.Disagreement.CompareTo(other.Disagreement) is not 0 and var order
            ? order
            : one.Counts.AsSpan().SequenceCompareTo(other.Counts));
        var counts = Array.ConvertAll(members, member => member.Counts);
        var between = new double[counts.Length * counts.Length];
        var distances = Distances(scale);
        var toEach = new double[scale.Length];
        for (var g = 0; g < counts.Length; g++)
        {
            SetDistancesToEach(counts[g], distances, toEach);
            for (var h = 0; h <= g; h++)
            {
                var sum = 0.0;
                for (var k = 0; k < scale.Length; k++)
                    sum += counts[h][k] * toEach[k];
                between[(g * counts.Length) + h] = between[(h * counts.Length) + g] = sum;
            }
        }

        return new(
            Array.ConvertAll(counts, group => group.Sum()), Array.ConvertAll(members, m => m.Disagreement), between);
    }

    /// <summary>
    /// 1 - D_o / D_e as in <see cref="CategoryAlpha"/>, where each group is in the sample so many times; NaN where all
    /// ratings in it are the same.
    /// </summary>
    public double Alpha(ReadOnlySpan<int> times)
    {
        double n = 0, observed = 0, expected = 0;
        for (var g = 0; g < times.Length; g++)
        {
            if (times[g] == 0)
                continue;
            n += times[g] * ratings[g];
            observed += times[g] * within[g];
            for (var h = 0; h < times.Length; h++)
                expected += (double)times[g] * times[h] * between[(g * times.Length) + h];
        }

        // Expected has each pair in both orders, observed in one.
        return expected == 0 ? double.NaN : 1 - (2 * (n - 1) * observed / expected);
    }

    private static double[] Distances(double[] scale)
    {
        var distances = new double[scale.Length * scale.Length];
        for (var c = 0; c < scale.Length; c++)
        {
            for (var k = 0; k < scale.Length; k++)
            {
                var distance = RatioDistance.Of(scale[c], scale[k]);
                distances[(c * scale.Length) + k] = distance * distance;
            }
        }

        return distances;
    }

    private static void SetDistancesToEach(double[] counts, double[] distances, double[] toEach)
    {
        Array.Clear(toEach);
        for (var c = 0; c < counts.Length; c++)
        {
            if (counts[c] == 0)
                continue;
            for (var k = 0; k < toEach.Length; k++)
                toEach[k] += counts[c] * distances[(c * toEach.Length) + k];
        }
    }
}
