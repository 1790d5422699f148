using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>What the interval alpha needs of the comparable ratings of one target, or of a group of targets.</summary>
/// <param name="Ratings">How many there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="SquaredDeviations">The sum of their squared deviations from it.</param>
/// <param name="Disagreement">Σ over targets of m / (m - 1) × squared deviations from the target's own mean.</param>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest.</param>
internal readonly record struct ScoreUnit(
    double Ratings,
    double Mean,
    double SquaredDeviations,
    double Disagreement,
    double Low,
    double High) : IComparable<ScoreUnit>
{
    public static readonly ScoreUnit None = new(0, 0, 0, 0, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Of the ratings of a target, of which there are two or more.</summary>
    public static ScoreUnit Of(ReadOnlySpan<Rating> target)
    {
        var moments = default(RunningMoments);
        var (low, high) = (target[0].Value, target[0].Value);
        foreach (var rating in target)
        {
            moments.Add(rating.Value);
            low = Math.Min(low, rating.Value);
            high = Math.Max(high, rating.Value);
        }

        double m = target.Length;
        return new(m, moments.Mean, moments.SquaredDeviations, m / (m - 1) * moments.SquaredDeviations, low, high);
    }

    /// <summary>
    /// 1 - D_o / D_e with D_o = Σ over targets of m / (m - 1) × squared deviations / n and D_e = squared deviations
    /// from the mean of all / (n - 1); NaN where all ratings are the same. The usual factors 2 of both cancel.
    /// </summary>
    public double Alpha => Low < High ? 1 - (Disagreement * (Ratings - 1) / (Ratings * SquaredDeviations)) : double.NaN;

    /// <summary>The two as one group.</summary>
    public ScoreUnit With(in ScoreUnit other)
    {
        if (Ratings == 0)
            return other;
        var n = Ratings + other.Ratings;
        var delta = other.Mean - Mean;
        var part = other.Ratings / n;
        return new(
            n,
            Mean + (delta * part),
            SquaredDeviations + other.SquaredDeviations + (delta * delta * Ratings * part),
            Disagreement + other.Disagreement,
            Math.Min(Low, other.Low),
            Math.Max(High, other.High));
    }

    /// <summary>Any order that depends on what they hold alone.</summary>
    public int CompareTo(ScoreUnit other) => (Mean, Disagreement, Ratings, SquaredDeviations, Low, High).CompareTo(
        (other.Mean, other.Disagreement, other.Ratings, other.SquaredDeviations, other.Low, other.High));
}
