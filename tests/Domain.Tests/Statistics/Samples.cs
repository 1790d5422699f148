using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics;
using TestResult = RunEvaluations.Domain.Statistics.Comparison.TestResult;

namespace RunEvaluations.Domain.Tests.Statistics;

/// <summary>Values to compute with, and what every figure owes to whoever reads it.</summary>
internal static class Samples
{
    public const double Level = 0.95;

    /// <summary>
    /// The additional hours of sleep of ten patients by two soporifics: Student (1908), Biometrika 6, 1-25.
    /// </summary>
    public static readonly double[] SleepFirst = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    public static readonly double[] SleepSecond = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    /// <summary>Few values, of which many are equal.</summary>
    public static readonly Gen<double[]> Tied = Of(0, 7, Gen.Choose(0, 4).Select(i => (double)i));

    /// <summary>Few values with all kinds of distances.</summary>
    public static readonly Gen<double[]> Plain = Of(0, 7, Gen.Choose(-5000, 5000).Select(i => i / 7.0));

    /// <summary>The sort of numbers that arithmetic breaks on.</summary>
    public static readonly Gen<double[]> Wild = Of(0, 6, Gen.OneOf(
        Gen.Elements(0.0, -0.0, 1, -1, 0.1, 1e300, -1e300, double.MaxValue, -double.MaxValue, 1e-300, double.Epsilon),
        Gen.Elements(1, Math.BitIncrement(1), 1e16, 1e16 + 2, 0.3, 0.1 + 0.2),
        Gen.Choose(-3, 3).Select(i => (double)i),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => f.Item)));

    public static Gen<double[]> Of(int fewest, int most, Gen<double> values) =>
        from length in Gen.Choose(fewest, most) from array in values.ArrayOf(length) select array;

    public static Gen<(double[] First, double[] Second)> Two(Gen<double[]> values) =>
        from first in values from second in values select (first, second);

    public static Gen<(double[] First, double[] Second)> Pairs(Gen<double[]> values) =>
        Two(values).Select(t => (
            t.First.Take(t.Second.Length).ToArray(),
            t.Second.Take(t.First.Length).ToArray()));

    public static double[] Differences(double[] baseline, double[] candidate) =>
        [.. candidate.Zip(baseline, (c, b) => c - b)];

    /// <summary>Within a part of the larger one, or both as good as 0.</summary>
    public static bool Near(double? expected, double? actual, double tolerance = 1e-9) =>
        expected is { } e && actual is { } a
            ? Math.Abs(e - a) <= tolerance * Math.Max(1e-3, Math.Max(Math.Abs(e), Math.Abs(a)))
            : expected is null && actual is null;

    /// <summary>Sound, and within its interval.</summary>
    public static bool IsSound(Estimate estimate) =>
        Figures.AreSound(estimate)
        && (estimate.Low is null || (estimate.Low <= estimate.Value && estimate.Value <= estimate.High));

    public static bool IsSound(TestResult result) =>
        new[] { result.Statistic, result.DegreesOfFreedom }.All(v => v is null || double.IsFinite(v.Value))
        && result.PValue is null or (>= 0 and <= 1)
        && (result.PValue is not null || (result.Note is not null && result.Statistic is null));
}
