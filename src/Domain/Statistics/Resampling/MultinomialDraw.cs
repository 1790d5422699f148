namespace RunEvaluations.Domain.Statistics.Resampling;

/// <summary>
/// Draws a sample with replacement that is as large as the sample itself, from which only the counts of its distinct
/// members are known: the counts in the new sample are multinomial, and each is binomial given those before it
/// (Davis 1993, The computer generation of multinomial random variates, Computational Statistics and Data Analysis 16).
/// </summary>
public static class MultinomialDraw
{
    public static void Next(Xoshiro256 random, ReadOnlySpan<long> counts, Span<long> drawn)
    {
        long remaining = 0;
        foreach (var count in counts)
            remaining += count;
        var left = remaining;
        for (var i = 0; i < counts.Length; i++)
        {
            // The last of the members with a count has probability 1, exactly.
            drawn[i] = left == 0 ? 0 : BinomialDraw.Next(random, left, (double)counts[i] / remaining);
            remaining -= counts[i];
            left -= drawn[i];
        }
    }
}
