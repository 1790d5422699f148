using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>The rank sums of the differences that are not 0, ranked by their size, with mid-ranks for ties.</summary>
/// <param name="N">How many differences are not 0.</param>
/// <param name="Positive">The sum of the ranks of the positive differences, V or W⁺.</param>
/// <param name="Negative">The sum of the ranks of the negative differences.</param>
/// <param name="TieTerm">Σ (t³ - t) over the groups of t tied differences; 0 where there are no ties.</param>
internal readonly record struct SignedRanks(long N, double Positive, double Negative, double TieTerm)
{
    /// <summary>
    /// Two sizes are tied when they differ by no more than this part of themselves: 0.9 - 0.8 and 0.4 - 0.3 are the
    /// same difference, which binary arithmetic makes 0.09999999999999998 and 0.10000000000000003.
    /// </summary>
    private const double Tolerance = 1e-10;

    /// <summary>Takes 9 bytes for each difference that is not 0.</summary>
    public static SignedRanks Of(ReadOnlySpan<double> differences)
    {
        var sizes = new double[differences.Length];
        var positive = new bool[differences.Length];
        var n = 0;
        foreach (var difference in differences)
        {
            if (difference == 0)
                continue;
            sizes[n] = Math.Abs(difference);
            positive[n++] = difference > 0;
        }

        Array.Sort(sizes, positive, 0, n);
        return Ranked(sizes.AsSpan(0, n), positive);
    }

    private static SignedRanks Ranked(ReadOnlySpan<double> sizes, ReadOnlySpan<bool> positive)
    {
        var (up, down, ties) = (0.0, 0.0, 0.0);
        for (var start = 0; start < sizes.Length;)
        {
            var end = start + 1;
            var positives = positive[start] ? 1 : 0;
            for (; end < sizes.Length && sizes[end] - sizes[start] <= Tolerance * sizes[start]; end++)
                positives += positive[end] ? 1 : 0;

            double size = end - start;
            var rank = (start + 1.0 + end) / 2;
            up += rank * positives;
            down += rank * (size - positives);
            ties += MidRanks.TieTerm(size);
            start = end;
        }

        return new SignedRanks(sizes.Length, up, down, ties);
    }
}
