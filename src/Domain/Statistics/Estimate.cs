namespace RunEvaluations.Domain.Statistics;

/// <summary>
/// A figure that was computed from observations, with how sure it is and how it came about. None of it is ever NaN or
/// infinite: what has left the range of double, as a difference of 1e308 and -1e308 does, is left out, and the note
/// says so.
/// </summary>
public sealed record Estimate
{
    internal const string TooLarge = "The values are too large to compute with.";
    internal const string TooLargeForInterval = "The values are too large for an interval.";

    /// <summary>The figure, or null where it is not defined: <see cref="Note"/> says why.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of the confidence interval; null where there is none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the confidence interval; null where there is none.</summary>
    public double? High { get; init; }

    /// <summary>How many observations it was computed from; of what is said where it is computed.</summary>
    public required long N { get; init; }

    /// <summary>What was computed, and by which method its interval: "Accuracy; Wilson score interval".</summary>
    public required string Method { get; init; }

    /// <summary>Why there is no value or no interval; null where both are there.</summary>
    public string? Note { get; init; }

    /// <summary>A figure that these observations do not define.</summary>
    public static Estimate Undefined(long n, string method, string note) =>
        new() { N = n, Method = method, Note = note };

    /// <summary>A figure without an interval.</summary>
    public static Estimate Point(double value, long n, string method, string note) => double.IsFinite(value)
        ? new() { Value = value, N = n, Method = method, Note = note }
        : Undefined(n, method, TooLarge);

    /// <summary>A figure with its interval.</summary>
    public static Estimate Within(double value, double low, double high, long n, string method) =>
        double.IsFinite(value) && double.IsFinite(low) && double.IsFinite(high)
            ? new() { Value = value, Low = low, High = high, N = n, Method = method }
            : Point(value, n, method, TooLargeForInterval);

    /// <summary>
    /// The same, with an interval that does not go beyond what the figure can be: an approximation knows nothing of
    /// that. The figure itself stays as it is.
    /// </summary>
    public Estimate Inside(double lowest, double highest) => this with
    {
        Low = Low is { } low ? Math.Clamp(low, lowest, highest) : null,
        High = High is { } high ? Math.Clamp(high, lowest, highest) : null,
    };
}
