using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics.Distributions;

/// <summary>How values are described.</summary>
public sealed record DistributionSettings
{
    public const int MaxQuantiles = 100;
    public const int MaxBins = 1_000;

    public IReadOnlyList<Grouping>? GroupBy { get; init; }

    /// <summary>Which quantiles of scores.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>How many bins the histogram of scores has, between the bounds of the label.</summary>
    public int Bins { get; init; } = 20;

    public double Confidence { get; init; } = 0.95;
}

/// <summary>Describes the values of each label and group.</summary>
internal sealed class DistributionReading(IRatings ratings, ILabelRepository labels)
{
    /// <param name="accountId">Whose they are.</param>
    /// <param name="selection">Which, as of a moment.</param>
    /// <param name="settings">How they are described.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<DistributionsView>> Read(
        string accountId, Selection selection, DistributionSettings settings, CancellationToken cancellationToken)
    {
        var named = await labels.Named(accountId, selection, cancellationToken);
        if (named.Error is { } refusal)
            return refusal;

        var groups = new Groups(settings.GroupBy);
        var fold = new DistributionFold(named.Value, groups, settings.Bins);
        var counts = await ratings.Fold(
            accountId,
            selection with { LabelIds = [.. named.Value.Select(label => label.Id)] },
            fold,
            cancellationToken,
            groups.LooksAtRuns ? new RunDetails() : null);
        if (fold.HasTooMany)
            return StatisticsErrors.TooManyGroups(DistributionFold.MaxGroups);

        var told = fold.All.ToLookup(one => one.LabelId, one => one.Distribution.Tell(
            one.Key,
            new EvaluationSearch
            {
                Selection = groups.Narrow(selection, one.LabelId, one.Key),
                Counted = true,
                CountedFrom = one.Key.From,
                CountedBefore = one.Key.Before,
            },
            settings));
        return new DistributionsView(
            Basis.Of(selection.AsOf!.Value, counts),
            [
                .. named.Value.Where(label => told.Contains(label.Id))
                    .Select(label => new LabelDistributionsView(label, [.. told[label.Id]])),
            ]);
    }
}
