namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>Ranks from 1, the mean of their ranks for values that are equal.</summary>
internal static class MidRanks
{
    /// <summary>Replaces sorted values by their ranks.</summary>
    /// <returns>The sum of <see cref="TieTerm"/> over the groups of equal values.</returns>
    public static double Replace(Span<double> sorted)
    {
        var tieTerm = 0.0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + RunLength(sorted[start..]);
            tieTerm += TieTerm(end - start);
            sorted[start..end].Fill((start + 1.0 + end) / 2);
            start = end;
        }

        return tieTerm;
    }

    /// <summary>t³ - t, what a group of t equal values takes from the variance of ranks.</summary>
    public static double TieTerm(double size) => size * (size - 1) * (size + 1);

    /// <summary>How many values at the start are equal.</summary>
    public static int RunLength(ReadOnlySpan<double> sorted)
    {
        var length = 1;
        while (length < sorted.Length && sorted[length] == sorted[0])
            length++;
        return length;
    }
}
