using RunEvaluations.Application.Labels;

namespace RunEvaluations.Application.Statistics.Distributions;

/// <summary>Describes the ratings of each label and group.</summary>
internal sealed class DistributionFold(IReadOnlyList<LabelView> labels, Groups groups, int bins) : IRatingFold
{
    /// <summary>More than anybody looks at: each of them is held until the end.</summary>
    public const int MaxGroups = 10_000;

    private readonly Dictionary<Guid, LabelView> known = labels.ToDictionary(label => label.Id);
    private readonly Dictionary<(Guid LabelId, GroupKey Key), Distribution> distributions = [];
    private readonly List<Distribution> ofRun = [];
    private (Guid LabelId, GroupKey Key, Distribution Distribution)? last;

    public bool HasTooMany => distributions.Count > MaxGroups;

    public IEnumerable<(Guid LabelId, GroupKey Key, Distribution Distribution)> All =>
        distributions.Select(one => (one.Key.LabelId, one.Key.Key, one.Value));

    public void Take(IRatingRow rating)
    {
        if (Find(rating.LabelId, groups.Of(rating)) is not { } distribution)
            return;
        if (!distribution.HasOpenRun)
            ofRun.Add(distribution);
        distribution.Add(rating.Value);
    }

    public void EndTarget()
    {
    }

    public void EndRun()
    {
        foreach (var distribution in ofRun)
            distribution.EndRun();
        ofRun.Clear();
    }

    /// <summary>Null once there are too many.</summary>
    private Distribution? Find(Guid labelId, GroupKey key)
    {
        if (last is { } found && found.LabelId == labelId && found.Key == key)
            return found.Distribution;
        if (!distributions.TryGetValue((labelId, key), out var distribution))
        {
            if (HasTooMany)
                return null;
            distributions.Add((labelId, key), distribution = new Distribution(known[labelId], bins));
        }

        last = (labelId, key, distribution);
        return distribution;
    }
}
