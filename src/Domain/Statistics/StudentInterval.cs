namespace RunEvaluations.Domain.Statistics;

/// <summary>
/// The interval that Student's t distribution puts around a mean (Student 1908, The Probable Error of a Mean).
/// </summary>
internal static class StudentInterval
{
    public const string TooLarge = "The values are too large for double-precision arithmetic.";

    /// <summary>
    /// mean ± t × standard error. Without spread there is no interval: that few values are alike does not make their
    /// mean certain, as an interval without width would say.
    /// </summary>
    public static Estimate Around(
        double mean,
        double standardError,
        double degreesOfFreedom,
        long n,
        string method,
        double confidence)
    {
        if (!double.IsFinite(mean))
            return Estimate.Undefined(n, method, TooLarge);
        if (standardError == 0)
            return Estimate.Point(mean, n, method, "There is no spread, so that nothing says how sure the mean is.");
        var margin = ConfidenceLevel.Student(confidence, degreesOfFreedom) * standardError;
        return double.IsFinite(mean - margin) && double.IsFinite(mean + margin)
            ? Estimate.Within(mean, mean - margin, mean + margin, n, method)
            : Estimate.Point(mean, n, method, "The values are too large for an interval.");
    }
}
