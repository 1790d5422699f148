using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>
/// The mean of weighted values and the sum of their squared deviations from it, kept as values arrive. Only sums of
/// positive terms are formed, so that no digits cancel where values are large and differ little (1e9 and noise).
/// </summary>
/// <remarks>
/// Source: Welford 1962, Note on a Method for Calculating Corrected Sums of Squares and Products, Technometrics 4; with
/// weights West 1979, Updating Mean and Variance Estimates: An Improved Method, Communications of the ACM 22.
/// Values near the end of the range of double make the sums infinite: whoever reads them has to look.
/// </remarks>
public struct RunningMoments
{
    /// <summary>The sum of the weights: the number of values where each has weight 1.</summary>
    public double Weight { get; private set; }

    /// <summary>Σ w x / Σ w; 0 where there is no value yet.</summary>
    public double Mean { get; private set; }

    /// <summary>Σ w (x - mean)².</summary>
    public double SquaredDeviations { get; private set; }

    /// <summary>The sample variance, with n - 1, of values of weight 1; only of two or more.</summary>
    public readonly double Variance => SquaredDeviations / (Weight - 1);

    public void Add(double value)
    {
        Weight++;
        var delta = value - Mean;
        Mean += delta / Weight;
        SquaredDeviations += delta * (value - Mean);
    }

    public void Add(double value, double weight)
    {
        Weight += weight;
        var delta = value - Mean;
        Mean += delta * (weight / Weight);
        SquaredDeviations += weight * delta * (value - Mean);
    }

    /// <summary>
    /// As if all values of the other had been added (Chan, Golub and LeVeque 1983, American Statistician 37).
    /// </summary>
    public void Add(RunningMoments other) => Add(other.Mean, other.Weight, other.SquaredDeviations);

    /// <summary>As if values of this total weight, mean and sum of squared deviations had been added.</summary>
    public void Add(double mean, double weight, double squaredDeviations)
    {
        if (weight == 0)
            return;
        Add(mean, weight);
        SquaredDeviations += squaredDeviations;
    }

    /// <summary>Those of values of weight 1, as if they had all been kept.</summary>
    internal readonly SampleMoments ToSample() =>
        new((long)Weight, Mean, Weight < 2 ? 0 : Math.Sqrt(Variance));
}
