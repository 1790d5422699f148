namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>Ranks from 1, the mean of their ranks for values that are equal.</summary>
internal static class MidRanks
{
    /// <summary>Replaces sorted values by their ranks.</summary>
    /// <returns>Σ (t³ - t) over the groups of t equal values.</returns>
    public static double Replace(Span<double> sorted)
    {
        var tieTerm = 0.0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + RunLength(sorted[start..]);
            double size = end - start;
            tieTerm += size * (size - 1) * (size + 1);
            sorted[start..end].Fill((start + 1.0 + end) / 2);
            start = end;
        }

        return tieTerm;
    }

    /// <summary>How many values at the start are equal.</summary>
    public static int RunLength(ReadOnlySpan<double> sorted)
    {
        var length = 1;
        while (length < sorted.Length && sorted[length] == sorted[0])
            length++;
        return length;
    }
}
