using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Application.Statistics.Agreement;

/// <summary>Takes the ratings of one label, target by target.</summary>
internal sealed class AgreementFold(ValueConstraint constraint, AgreementMetric metric, AgreementSettings settings) : IRatingFold
{
    /// <summary>Each is compared with each: of a hundred there are 4,950 pairs.</summary>
    public const int MaxRaters = 100;

    private readonly Dictionary<Rater, int> raters = [];
    private readonly List<Rater> inOrder = [];
    private readonly List<long> counts = [];
    private readonly PriorityQueue<Target, double> worst = new();
    private Rating[] ratings = new Rating[8];
    private int given;
    private (Guid RunId, string? OutputName, string? FieldPath) place;

    public CategoryAgreement? Categories { get; } =
        constraint.Type is EvaluationValueType.Continuous ? null : new((int)constraint.Highest + 1);

    public ScoreAgreement? Scores { get; } =
        constraint.Type is EvaluationValueType.Continuous ? new((ulong)settings.Seed) : null;

    public bool HasTooMany => inOrder.Count > MaxRaters;

    public Rater RaterAt(int index) => inOrder[index];

    public IEnumerable<(int Index, Rater Rater, long Ratings)> Raters => inOrder.Select((rater, i) => (i, rater, counts[i]));

    /// <summary>The targets with the most disagreement, those first; of the same, in the order of their runs.</summary>
    public IEnumerable<Target> Disagreements =>
        worst.UnorderedItems.OrderByDescending(item => item.Priority).ThenBy(item => item.Element.RunId).Select(item => item.Element);

    public void Take(IRatingRow rating)
    {
        if (given == 0)
            place = (rating.RunId, rating.OutputName, rating.FieldPath);
        if (given == ratings.Length)
            Array.Resize(ref ratings, given * 2);
        var rater = IndexOf(rating.Rater);
        ratings[given++] = new Rating(rater, rating.Value);
        counts[rater]++;
    }

    public void EndTarget()
    {
        if (!HasTooMany)
        {
            var target = ratings.AsSpan(0, given);
            Categories?.Add(target);
            Scores?.Add(target);
            Remember(target, Disagreement.Of(target, metric));
        }

        given = 0;
    }

    public void EndRun()
    {
    }

    private int IndexOf(Rater rater)
    {
        if (raters.TryGetValue(rater, out var index))
            return index;
        raters.Add(rater, inOrder.Count);
        inOrder.Add(rater);
        counts.Add(0);
        return inOrder.Count - 1;
    }

    private void Remember(ReadOnlySpan<Rating> target, double distance)
    {
        if (distance <= 0 || settings.Disagreements == 0)
            return;
        if (worst.Count == settings.Disagreements)
        {
            if (!worst.TryPeek(out _, out var least) || distance <= least)
                return;
            worst.Dequeue();
        }

        worst.Enqueue(new Target(place.RunId, place.OutputName, place.FieldPath, distance, target.ToArray()), distance);
    }

    /// <summary>A target, and the ratings that it has been given.</summary>
    internal sealed record Target(
        Guid RunId, string? OutputName, string? FieldPath, double Distance, IReadOnlyList<Rating> Ratings);
}
