using System.Runtime.InteropServices;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// How well raters agree on categories. Targets arrive one after the other; what is kept are the distinct profiles (the
/// categories that a target got, whoever gave them) and, for each two raters, which categories they gave together how
/// often. In whatever order targets and ratings arrive, the result is the same (of biases but for rounding). N of the
/// estimates over all raters is the targets with two or more ratings: the others say nothing about agreement.
/// </summary>
public sealed class CategoryAgreement
{
    /// <summary>Distances are kept for each two categories.</summary>
    public const int MaxCategories = 1_000;

    private const string Bootstrap = "; percentile bootstrap over targets";
    private const string OneCategory =
        "All ratings are the same, so that agreement by chance is certain: there is no value.";

    private readonly int categories;
    private readonly double[] scale;
    private readonly Dictionary<string, long> profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> profilesBySpan;
    private readonly Dictionary<PairCell, long> pairs = [];
    private readonly RaterBiases biases = new();
    private char[] key = new char[16];
    private CategoryProfile[]? sorted;

    /// <param name="categories">How many categories there are: 1 to 1,000.</param>
    /// <param name="scale">
    /// The value of each category for the interval and the ratio metric; null for 0, 1, 2, ...
    /// </param>
    public CategoryAgreement(int categories, IReadOnlyList<double>? scale = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(categories);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(categories, MaxCategories);
        if (scale is not null && (scale.Count != categories || !scale.All(double.IsFinite)))
            throw new ArgumentException("must have a finite number for each category", nameof(scale));
        this.categories = categories;
        this.scale = [.. scale ?? [.. Enumerable.Range(0, categories).Select(i => (double)i)]];
        profilesBySpan = profiles.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All targets, also those without ratings.</summary>
    public long Targets { get; private set; }

    /// <summary>The targets with two or more ratings.</summary>
    public long ComparableTargets { get; private set; }

    /// <summary>All ratings.</summary>
    public long Ratings { get; private set; }

    /// <summary>Adds a target with its ratings, whose values are the indices of categories.</summary>
    public void Add(ReadOnlySpan<Rating> target)
    {
        Check(target);
        Targets++;
        Ratings += target.Length;
        if (target.Length < 2)
            return;
        ComparableTargets++;
        sorted = null;
        AddProfile(target);
        AddPairs(target);
        var sum = 0.0;
        foreach (var rating in target)
            sum += rating.Value;
        biases.Add(target, sum / target.Length);
    }

    /// <summary>
    /// The mean over targets of the share of pairs of raters who agree, from 0 to 1. Agreement by chance is part of it.
    /// </summary>
    /// <remarks>Source: Fleiss 1971, Measuring nominal scale agreement among many raters, Psychological Bulletin 76,
    /// eq. 3 (P-bar).</remarks>
    public Estimate ObservedAgreement(double confidence, BootstrapSettings bootstrap) =>
        Resampled(
            "Observed agreement of pairs of raters",
            new FleissStatistics(Sorted, categories).Observed,
            confidence,
            bootstrap);

    /// <summary>
    /// (observed - expected agreement) / (1 - expected), where raters who agree by chance choose each category with its
    /// share: 1 is perfect, 0 as by chance, below 0 less than by chance. The share of a category is the mean over
    /// targets of its share among the target's ratings: each target has the same weight, as it has in the observed
    /// agreement. Fleiss's own where all targets have as many ratings. Not defined where all ratings are the same.
    /// </summary>
    /// <remarks>Source: Fleiss 1971, Psychological Bulletin 76, eq. 7; with unequal numbers of ratings Gwet 2014,
    /// Handbook of Inter-Rater Reliability, 4th edition, ch. 2.</remarks>
    public Estimate FleissKappa(double confidence, BootstrapSettings bootstrap) =>
        Resampled("Fleiss' kappa", new FleissStatistics(Sorted, categories).Kappa, confidence, bootstrap);

    /// <summary>
    /// Krippendorff's alpha, 1 - observed / expected disagreement: 1 is perfect, 0 as by chance, below 0 less than by
    /// chance. Targets may have different numbers of ratings. The ordinal metric takes the categories in the order of
    /// their indices; the interval and the ratio metric take their values from the scale. Not defined where all ratings
    /// are the same, nor for the ratio metric where the scale has negative values.
    /// </summary>
    /// <remarks>Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania;
    /// Hayes and Krippendorff 2007, Answering the call for a standard reliability measure for coding data,
    /// Communication Methods and Measures 1. The interval is the plain bootstrap over targets, not their bootstrap over
    /// pairs.</remarks>
    public Estimate KrippendorffAlpha(AgreementMetric metric, double confidence, BootstrapSettings bootstrap)
    {
        var name = $"Krippendorff's alpha, {metric.ToString().ToLowerInvariant()}";
        return metric == AgreementMetric.Ratio && scale.Any(value => value < 0)
            ? Estimate.Undefined(ComparableTargets, name + Bootstrap, RatioDistance.NotNegative)
            : Resampled(name, new CategoryAlpha(Sorted, scale, metric).Of, confidence, bootstrap);
    }

    /// <summary>Each two raters who have rated a target in common, in the order of their indices.</summary>
    public IReadOnlyList<PairAgreement> Pairs(double confidence, BootstrapSettings bootstrap)
    {
        var cells = pairs.ToArray();
        Array.Sort(cells, (one, other) => one.Key.CompareTo(other.Key));
        var agreements = new List<PairAgreement>();
        for (var i = 0; i < cells.Length;)
        {
            var (raterA, raterB) = (cells[i].Key.RaterA, cells[i].Key.RaterB);
            var table = new PairTable(raterA, raterB, categories);
            for (; i < cells.Length && cells[i].Key.RaterA == raterA && cells[i].Key.RaterB == raterB; i++)
                table.Add(cells[i].Key.CategoryA, cells[i].Key.CategoryB, cells[i].Value);
            agreements.Add(table.Agreement(confidence, bootstrap));
        }

        return agreements;
    }

    /// <summary>The bias of each rater who has rated a target in common with another, in category steps.</summary>
    public IReadOnlyList<RaterBias> Biases(double confidence) => biases.Estimates(confidence);

    private CategoryProfile[] Sorted => sorted ??=
    [
        .. profiles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new CategoryProfile(p.Key, p.Value)),
    ];

    private Estimate Resampled(string name, ProfileFigure figure, double confidence, BootstrapSettings bootstrap)
    {
        var method = name + Bootstrap;
        if (ComparableTargets == 0)
            return Estimate.Undefined(0, method, Rating.NoneComparable);
        long[] targets = [.. Sorted.Select(profile => profile.Targets)];
        var value = figure(targets);
        if (double.IsNaN(value))
            return Estimate.Undefined(ComparableTargets, method, OneCategory);
        var random = new Xoshiro256(bootstrap.Seed);
        var drawn = new long[targets.Length];
        var resampled = new double[bootstrap.Resamples];
        for (var i = 0; i < resampled.Length; i++)
        {
            MultinomialDraw.Next(random, targets, drawn);
            resampled[i] = figure(drawn);
        }

        return PercentileInterval.Around(value, ComparableTargets, method, confidence, resampled);
    }

    private void Check(ReadOnlySpan<Rating> target)
    {
        Rating.Check(target);
        foreach (var rating in target)
        {
            if (!(rating.Value >= 0 && rating.Value < categories && double.IsInteger(rating.Value)))
                throw new ArgumentOutOfRangeException(nameof(target), rating.Value, "must be indices of categories");
        }
    }

    private void AddProfile(ReadOnlySpan<Rating> target)
    {
        if (key.Length < target.Length)
            key = new char[target.Length];
        var profile = key.AsSpan(0, target.Length);
        for (var i = 0; i < target.Length; i++)
            profile[i] = (char)target[i].Value;
        profile.Sort();
        CollectionsMarshal.GetValueRefOrAddDefault(profilesBySpan, profile, out _)++;
    }

    private void AddPairs(ReadOnlySpan<Rating> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var cell = PairCell.Of(target[i], target[j]);
                CollectionsMarshal.GetValueRefOrAddDefault(pairs, cell, out _)++;
            }
        }
    }

    private delegate double ProfileFigure(ReadOnlySpan<long> targets);
}
