using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// How well raters agree on continuous scores. Targets arrive one after the other; what is kept are moments, for each
/// two raters and for up to 10,000 targets or random groups of targets. In whatever order targets arrive the result is
/// the same but for rounding, as long as targets need no groups; then intervals differ as those of other seeds do.
/// </summary>
/// <param name="groupingSeed">Decides which targets share a group, where there are too many to keep each.</param>
public sealed class ScoreAgreement(ulong groupingSeed = 0)
{
    internal const string AllSame = "All ratings are the same, so that no disagreement is expected: there is no value.";
    internal const string OutOfRange =
        "The values are too large, or differ too little, for double-precision arithmetic.";

    private readonly Dictionary<(int A, int B), ScorePair> pairs = [];
    private readonly RaterBiases biases = new();
    private readonly IntervalAlpha interval = new(groupingSeed);
    private readonly RatioAlpha ratio = new(groupingSeed);

    /// <summary>All targets, also those without ratings.</summary>
    public long Targets { get; private set; }

    /// <summary>The targets with two or more ratings.</summary>
    public long ComparableTargets { get; private set; }

    /// <summary>All ratings.</summary>
    public long Ratings { get; private set; }

    /// <summary>Adds a target with its ratings.</summary>
    public void Add(ReadOnlySpan<Rating> target)
    {
        Rating.Check(target);
        Targets++;
        Ratings += target.Length;
        if (target.Length < 2)
            return;
        ComparableTargets++;
        var unit = ScoreUnit.Of(target);
        interval.Add(unit);
        ratio.Add(target);
        biases.Add(target, unit.Mean);
        AddPairs(target);
    }

    /// <summary>
    /// Krippendorff's alpha, 1 - observed / expected disagreement: 1 is perfect, 0 as by chance, below 0 less than by
    /// chance. N is the targets with two or more ratings. The interval metric takes moments alone. The ratio metric
    /// takes up to 1,000 distinct values, none negative; the others are for categories. Not defined where all ratings
    /// are the same.
    /// </summary>
    /// <remarks>Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania. The
    /// interval is the percentile bootstrap over targets; where these are more than 10,000 (ratio: 200), over as many
    /// random groups: Wolter 2007, Introduction to Variance Estimation, ch. 2.</remarks>
    public Estimate KrippendorffAlpha(AgreementMetric metric, double confidence, BootstrapSettings bootstrap) =>
        metric switch
        {
            AgreementMetric.Interval => interval.Estimate(confidence, bootstrap),
            AgreementMetric.Ratio => ratio.Estimate(confidence, bootstrap),
            _ => Estimate.Undefined(
                ComparableTargets,
                $"Krippendorff's alpha, {metric.ToString().ToLowerInvariant()}",
                "It is made for categories, and these are scores: take the interval or the ratio metric."),
        };

    /// <summary>Each two raters who have rated a target in common, in the order of their indices.</summary>
    public IReadOnlyList<ScorePairAgreement> Pairs(double confidence) =>
        [.. pairs.OrderBy(p => p.Key).Select(p => p.Value.Agreement(p.Key.A, p.Key.B, confidence))];

    /// <summary>
    /// The bias of each rater who has rated a target in common with another, in the unit of the scores.
    /// </summary>
    public IReadOnlyList<RaterBias> Biases(double confidence) => biases.Estimates(confidence);

    private void AddPairs(ReadOnlySpan<Rating> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = Rating.InOrder(target[i], target[j]);
                if (!pairs.TryGetValue((a.Rater, b.Rater), out var pair))
                    pairs.Add((a.Rater, b.Rater), pair = new ScorePair());
                pair.Add(a.Value, b.Value);
            }
        }
    }
}
