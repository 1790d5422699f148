using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>
/// Kendall's τ_b = (C - D)/√((n₀ - n₁)(n₀ - n₂)): of n₀ = n(n-1)/2 pairs of points, C are ordered alike on both sides
/// and D contrarily; n₁ are tied on the one side, n₂ on the other.
/// </summary>
/// <remarks>
/// Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33, 239-251. In O(n log n), D being the
/// exchanges of a merge sort: Knight, W. R. (1966). A computer method for calculating Kendall's tau with ungrouped
/// data. Journal of the American Statistical Association 61, 436-439. Written by hand as MathNet has none.
/// </remarks>
internal static class KendallTauB
{
    /// <summary>The coefficient, null where a side is constant. Both arrays are used up.</summary>
    public static double? Of(double[] x, double[] y)
    {
        Array.Sort(x, y);
        long all = Pairs(x.Length), tiedInX = 0, tiedInBoth = 0;
        for (var start = 0; start < x.Length;)
        {
            var length = MidRanks.RunLength(x.AsSpan(start));
            tiedInX += Pairs(length);
            // Sorted by y where x is tied, such pairs are not exchanged: they are neither alike nor contrary.
            var run = y.AsSpan(start, length);
            run.Sort();
            tiedInBoth += TiedPairs(run);
            start += length;
        }

        // x has done its work: it serves as the buffer, so that no further array is needed.
        var contrary = Exchanges(y, x);
        var tiedInY = TiedPairs(y);
        if (tiedInX == all || tiedInY == all)
            return null;

        var surplus = all - tiedInX - tiedInY + tiedInBoth - 2 * contrary;
        return surplus / (Math.Sqrt(all - tiedInX) * Math.Sqrt(all - tiedInY));
    }

    /// <summary>
    /// Sorts, and counts how many pairs stood in the wrong order: bottom-up, so that nothing recurses.
    /// </summary>
    private static long Exchanges(Span<double> values, Span<double> buffer)
    {
        var exchanges = 0L;
        for (long width = 1; width < values.Length; width *= 2)
        {
            for (long start = 0; start < values.Length; start += 2 * width)
            {
                var middle = (int)Math.Min(start + width, values.Length);
                var end = (int)Math.Min(start + 2 * width, values.Length);
                exchanges += Merge(values[(int)start..end], middle - (int)start, buffer);
            }
        }

        return exchanges;
    }

    private static long Merge(Span<double> values, int middle, Span<double> buffer)
    {
        if (middle == values.Length || values[middle - 1] <= values[middle])
            return 0;

        var exchanges = 0L;
        values[..middle].CopyTo(buffer);
        for (var (left, right, next) = (0, middle, 0); left < middle; next++)
        {
            if (right < values.Length && values[right] < buffer[left])
            {
                exchanges += middle - left;
                values[next] = values[right++];
            }
            else
            {
                values[next] = buffer[left++];
            }
        }

        return exchanges;
    }

    private static long TiedPairs(ReadOnlySpan<double> sorted)
    {
        var tied = 0L;
        while (!sorted.IsEmpty)
        {
            var length = MidRanks.RunLength(sorted);
            tied += Pairs(length);
            sorted = sorted[length..];
        }

        return tied;
    }

    private static long Pairs(long n) => n * (n - 1) / 2;
}
