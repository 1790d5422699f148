using RunEvaluations.Domain.Statistics.Description;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>What <see cref="RaterBias"/> needs, kept as targets arrive: three numbers for each rater.</summary>
internal sealed class RaterBiases
{
    private const string Method = "Mean difference from the mean of the other raters; t interval over targets";

    private RunningMoments[] byRater = [];

    /// <summary>Adds the checked ratings of a target, of which there are two or more.</summary>
    /// <param name="target">The ratings.</param>
    /// <param name="mean">Their mean.</param>
    public void Add(ReadOnlySpan<Rating> target, double mean)
    {
        // own - (sum - own) / (m - 1) = (own - mean) × m / (m - 1)
        var factor = (double)target.Length / (target.Length - 1);
        foreach (var rating in target)
        {
            if (rating.Rater >= byRater.Length)
                Array.Resize(ref byRater, Math.Max(rating.Rater + 1, 2 * byRater.Length));
            byRater[rating.Rater].Add((rating.Value - mean) * factor);
        }
    }

    public IReadOnlyList<RaterBias> Estimates(double confidence)
    {
        var estimates = new List<RaterBias>();
        for (var rater = 0; rater < byRater.Length; rater++)
        {
            if (byRater[rater].Weight > 0)
                estimates.Add(new RaterBias(rater, MeanInterval.Of(byRater[rater].ToSample(), Method, confidence)));
        }

        return estimates;
    }
}
