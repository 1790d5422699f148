namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>The distance of the ratio metric, |a - b| / (a + b) of values that are not negative: from 0 to 1.</summary>
internal static class RatioDistance
{
    public const string NotNegative = "The ratio metric has no meaning for negative values.";

    /// <summary>
    /// 0 for two zeros. In terms of the smaller over the larger, which neither overflows nor divides by 0.
    /// </summary>
    public static double Of(double a, double b)
    {
        if (a == b)
            return 0;
        var ratio = Math.Min(a, b) / Math.Max(a, b);
        return (1 - ratio) / (1 + ratio);
    }
}
