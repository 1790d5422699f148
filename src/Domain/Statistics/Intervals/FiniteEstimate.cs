namespace RunEvaluations.Domain.Statistics.Intervals;

/// <summary>
/// Makes estimates of figures that may have left what a number can hold, as a difference of 1e308 and -1e308 does: what
/// is not finite is left out and the note says so.
/// </summary>
internal static class FiniteEstimate
{
    private const string TooLarge = "The values are too large to compute with.";
    private const string TooWide = "The interval is wider than numbers reach.";

    public static Estimate Within(double value, double low, double high, long n, string method) =>
        double.IsFinite(low) && double.IsFinite(high)
            ? Guarded(value, n, method, Estimate.Within(value, low, high, n, method))
            : Point(value, n, method, TooWide);

    public static Estimate Point(double value, long n, string method, string note) =>
        Guarded(value, n, method, Estimate.Point(value, n, method, note));

    /// <summary>A mean with Student's interval; what the values are is said by <paramref name="method"/>.</summary>
    public static Estimate Mean(SampleMoments moments, double confidence, string method)
    {
        if (moments.N == 0)
            return Estimate.Undefined(0, method, "There are no values.");
        if (moments.N == 1)
            return Point(moments.Mean, 1, method, "One value says nothing about its spread: there is no interval.");
        if (moments.IsConstant)
            return Point(moments.Mean, moments.N, method, "All values are the same: there is no spread to judge by.");
        var (low, high) = MeanInterval.Of(moments.Mean, moments.Deviation, moments.N, confidence);
        return Within(moments.Mean, low, high, moments.N, method);
    }

    private static Estimate Guarded(double value, long n, string method, Estimate estimate) =>
        double.IsFinite(value) ? estimate : Estimate.Undefined(n, method, TooLarge);
}
