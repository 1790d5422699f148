namespace RunEvaluations.Domain.Statistics.Resampling;

/// <summary>How to resample: the same seed and the same data give the same intervals, for good.</summary>
/// <param name="Seed">Where the random numbers start.</param>
/// <param name="Resamples">How many samples are drawn; 1,000 and more are usual for an interval, 0 means none.</param>
public readonly record struct BootstrapSettings(ulong Seed, int Resamples)
{
    public int Resamples { get; init; } = Resamples >= 0
        ? Resamples
        : throw new ArgumentOutOfRangeException(nameof(Resamples), Resamples, "must not be negative");
}
