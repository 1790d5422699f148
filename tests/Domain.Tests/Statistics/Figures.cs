using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Domain.Tests.Statistics;

/// <summary>What holds of every estimate.</summary>
internal static class Figures
{
    /// <summary>
    /// No figure is NaN or infinite, an interval has both ends in order, and where something is missing a
    /// sentence says why.
    /// </summary>
    public static bool AreSound(params IEnumerable<Estimate> estimates) => estimates.All(e =>
        new[] { e.Value, e.Low, e.High }.All(figure => figure is null || double.IsFinite(figure.Value))
        && e.Low is null == e.High is null
        && (e.Low is null || e.Low <= e.High)
        && (e.Value is not null || e.Low is null)
        && e.Low is null == e.Note is not null
        && e.Note?.EndsWith('.') != false
        && e.Method.Length > 0);

    public static void AssertInterval(Estimate estimate, double value, double low, double high, double tolerance)
    {
        Assert.Equal(value, estimate.Value!.Value, tolerance);
        Assert.Equal(low, estimate.Low!.Value, tolerance);
        Assert.Equal(high, estimate.High!.Value, tolerance);
    }

    public static bool AreClose(double? one, double? other, double tolerance = 1e-9) =>
        one is null == other is null
        && (one is null || Math.Abs(one.Value - other!.Value) <= tolerance * Math.Max(1, Math.Abs(one.Value)));
}
