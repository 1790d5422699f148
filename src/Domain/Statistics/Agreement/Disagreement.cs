namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>How much the ratings of one target differ: what to look at first is what raters disagree on most.</summary>
public static class Disagreement
{
    /// <summary>
    /// The mean over the pairs of ratings: for the nominal metric the share of unequal pairs, from 0 to 1; for the
    /// others the mean absolute difference (Gini's mean difference), in the unit of the values. 0 for fewer than two.
    /// </summary>
    public static double Of(ReadOnlySpan<Rating> target, AgreementMetric metric)
    {
        var pairs = 0.5 * target.Length * (target.Length - 1);
        var mean = 0.0;
        for (var i = 0; i < target.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (target[i].Value, target[j].Value);
                if (metric != AgreementMetric.Nominal)
                    mean += Math.Abs((a / pairs) - (b / pairs));
                else if (a != b)
                    mean++;
            }
        }

        if (metric == AgreementMetric.Nominal)
            return pairs > 0 ? mean / pairs : 0;
        return Math.Min(mean, double.MaxValue);
    }
}
