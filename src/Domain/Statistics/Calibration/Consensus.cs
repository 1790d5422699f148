using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>The one value that a group of raters stands for as gold.</summary>
public static class Consensus
{
    /// <summary>
    /// Of yes and no, and of categories without order, the value that most have given, null where two are given equally
    /// often: there is no gold then. Of ordered categories the median, the lower one of the two in the middle of an
    /// even number, so that it is a category that somebody has given. Of scores the mean.
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
            EvaluationValueType.Continuous => SampleMoments.Of(values).Mean,
            EvaluationValueType.Ordinal => values[(values.Length - 1) / 2],
            _ => Plurality(values),
        };
    }

    private static double? Plurality(ReadOnlySpan<double> sorted)
    {
        var (best, most, tied) = (sorted[0], 0, false);
        for (int start = 0, count; start < sorted.Length; start += count)
        {
            count = MidRanks.RunLength(sorted[start..]);
            if (count < most)
                continue;
            tied = count == most;
            (best, most) = (sorted[start], count);
        }

        return tied ? null : best;
    }
}
