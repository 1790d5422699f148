namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>The mean of numbers whose sum may be beyond the range of a double.</summary>
/// <param name="Sum">Their sum as long as that is a number.</param>
/// <param name="Mean">Their mean, which is rounded with each of them: for where the sum is none.</param>
/// <param name="N">How many.</param>
public readonly record struct RunningMean(double Sum, double Mean, int N)
{
    /// <summary>Not a number where there is none.</summary>
    public double Value => double.IsFinite(Sum) ? Sum / N : Mean;

    /// <summary>The mean of one number more: m (1 - 1/(n + 1)) + x/(n + 1).</summary>
    public static double Of(double mean, int n, double value)
    {
        if (n == 0)
            return value;
        var share = 1.0 / (n + 1);
        // Rounding alone could take it beyond both.
        return Math.Clamp((mean * (1 - share)) + (value * share), Math.Min(mean, value), Math.Max(mean, value));
    }

    public RunningMean With(double value) => new(Sum + value, Of(Mean, N, value), N + 1);
}
