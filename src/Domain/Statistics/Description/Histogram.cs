namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>
/// Counts values in bins of equal width: half open, the last one closed. A value is in the bin whose edges say so when
/// they are compared with it, whatever the rounding of the edges. Bins narrower than the spacing of double are empty.
/// </summary>
public sealed class Histogram
{
    private readonly double[] edges;
    private readonly long[] counts;

    /// <param name="low">The first edge.</param>
    /// <param name="high">The last edge, not below the first. Where they are the same, the last bin has all.</param>
    /// <param name="bins">How many bins, at least one.</param>
    public Histogram(double low, double high, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (!double.IsFinite(low))
            throw new ArgumentOutOfRangeException(nameof(low), low, "must be a finite number");
        if (!double.IsFinite(high) || high < low)
            throw new ArgumentOutOfRangeException(nameof(high), high, "must be a finite number, and not below low");
        edges = new double[bins + 1];
        counts = new long[bins];
        for (var i = 0; i < bins; i++)
            edges[i] = Edge(low, high, (double)i / bins);
        edges[bins] = high;
    }

    public IReadOnlyList<HistogramBin> Bins =>
        [.. counts.Select((count, i) => new HistogramBin(edges[i], edges[i + 1], count))];

    /// <param name="value">From the first edge to the last.</param>
    public void Add(double value)
    {
        var (low, high) = (edges[0], edges[^1]);
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(nameof(value), value, "must lie between the edges");
        // Halves, as the width may be beyond the range of double. It is a guess: the edges decide.
        var guess = ((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) * counts.Length;
        var bin = guess < counts.Length ? (int)guess : counts.Length - 1;
        while (value < edges[bin])
            bin--;
        while (bin < counts.Length - 1 && value >= edges[bin + 1])
            bin++;
        counts[bin]++;
    }

    /// <summary>Each step of it is monotone in the part, and so are the edges.</summary>
    private static double Edge(double low, double high, double part)
    {
        var width = high - low;
        var edge = double.IsFinite(width) ? low + (width * part) : 2 * ((low / 2) + (((high / 2) - (low / 2)) * part));
        return Math.Clamp(edge, low, high);
    }
}
