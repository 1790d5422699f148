using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>The one value that a group of raters stands for as gold.</summary>
public static class Consensus
{
    /// <summary>
    /// Of yes and no, and of categories without order, the value that most have given, null where two are given equally
    /// often: there is no gold then. Of ordered categories the median, the lower one of the two in the middle of an even
    /// number, so that it is a category that somebody has given. Of scores the mean.
    /// </summary>
    /// <param name="type">Of the label.</param>
    /// <param name="values">At least one. They are sorted.</param>
    public static double? Of(EvaluationValueType type, Span<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("must have at least one value", nameof(values));
        values.Sort();
        return type switch
        {
            EvaluationValueType.Continuous => Mean(values),
            EvaluationValueType.Ordinal => values[(values.Length - 1) / 2],
            _ => Plurality(values),
        };
    }

    /// <summary>Not the sum divided, which may be beyond the range of a double.</summary>
    private static double Mean(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value / values.Length;
        return Math.Clamp(mean, values[0], values[^1]);
    }

    private static double? Plurality(ReadOnlySpan<double> sorted)
    {
        var (best, most, tied) = (sorted[0], 0, false);
        for (var (from, to) = (0, 0); from < sorted.Length; from = to)
        {
            while (to < sorted.Length && sorted[to] == sorted[from])
                to++;
            if (to - from < most)
                continue;
            tied = to - from == most;
            (best, most) = tied ? (best, most) : (sorted[from], to - from);
        }

        return tied ? null : best;
    }
}
