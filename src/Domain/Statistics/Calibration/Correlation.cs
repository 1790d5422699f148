using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>Coefficients of correlation, from -1 to 1, of scores that are all at hand.</summary>
internal static class Correlation
{
    /// <summary>
    /// Pearson's r = Σ (x - x̄)(y - ȳ) / √(Σ (x - x̄)² Σ (y - ȳ)²), null where a side is constant. Both arrays are used
    /// up.
    /// </summary>
    /// <remarks>
    /// Each side is divided by a power of two near its largest value, and by one near its largest distance from the
    /// mean: so no square overflows or vanishes. <see cref="RunningCoMoments"/> take no memory, but have no such unit.
    /// </remarks>
    public static double? Pearson(double[] x, double[] y)
    {
        if (!Centre(x) || !Centre(y))
            return null;

        var (products, squaresOfX, squaresOfY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            products += x[i] * y[i];
            squaresOfX += x[i] * x[i];
            squaresOfY += y[i] * y[i];
        }

        return products / (Math.Sqrt(squaresOfX) * Math.Sqrt(squaresOfY));
    }

    /// <summary>
    /// Spearman's ρ: Pearson's r of the mid-ranks, null where a side is constant. Takes 20 bytes per point: the second
    /// side's ranks are not stored but summed in its own order, with the first side's at the same places.
    /// </summary>
    public static double? Spearman(ScoreColumn x, ScoreColumn y, double[] sorted, double[] ranks)
    {
        var n = x.Count;
        var places = new int[n];
        var tiesOfX = Ranks(x, sorted, places);
        for (var i = 0; i < n; i++)
            ranks[places[i]] = sorted[i];

        var tiesOfY = Ranks(y, sorted, places);
        var mean = (n + 1.0) / 2;
        var products = 0.0;
        for (var i = 0; i < n; i++)
            products += (ranks[places[i]] - mean) * (sorted[i] - mean);

        var all = n * (n - 1.0) * (n + 1.0);
        if (tiesOfX == all || tiesOfY == all)
            return null;
        return 12 * products / (Math.Sqrt(all - tiesOfX) * Math.Sqrt(all - tiesOfY));
    }

    private static double Ranks(ScoreColumn column, double[] sorted, int[] places)
    {
        column.CopyTo(sorted);
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        Array.Sort(sorted, places);
        return MidRanks.Replace(sorted);
    }

    /// <summary>
    /// Replaces the values by their distances from their mean, in a unit of its own; false where they are all 0.
    /// </summary>
    private static bool Centre(Span<double> values)
    {
        if (values.IsEmpty || MidRanks.RunLength(values) == values.Length)
            return false;

        Scale(values);
        // Twice: the first mean is rounded, and what it leaves over is itself a mean.
        Subtract(values);
        Subtract(values);
        Scale(values);
        return true;
    }

    private static void Subtract(Span<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        foreach (ref var value in values)
            value -= sum / values.Length;
    }

    private static void Scale(Span<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        var exponent = Math.ILogB(largest);
        foreach (ref var value in values)
            value = Math.ScaleB(value, -exponent);
    }
}
