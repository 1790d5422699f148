using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Paging;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics.Coverage;

public sealed record CoverageView(DateTimeOffset AsOf, int Raters, IReadOnlyList<LabelCoverageView> Labels, Page<UncoveredRun>? Missing)
{
    /// <summary>Why there is nothing; null where there is something.</summary>
    public string? Note => Labels.Any(label => label.Runs > 0) ? null : "The selection matches no run.";
}

/// <param name="Label">What runs are to be judged against.</param>
/// <param name="Runs">How many there are.</param>
/// <param name="Covered">How many have enough raters.</param>
/// <param name="Share">Of all; a count of every run, not an estimate. Its rows are the judgments that were looked at.</param>
public sealed record LabelCoverageView(LabelView Label, long Runs, long Covered, Figure Share);

/// <summary>Finds which runs lack a label, or have too few raters for it.</summary>
internal sealed class CoverageReading(ICoverage coverage, ILabelRepository labels)
{
    private const string Method = "Share of the runs that have enough raters";

    /// <param name="accountId">Whose runs they are.</param>
    /// <param name="selection">Which runs, and which judgments count, as of a moment.</param>
    /// <param name="raters">How many raters make it enough.</param>
    /// <param name="after">The run that the page begins after.</param>
    /// <param name="limit">How many runs that lack something are told; none where it is null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<CoverageView>> Read(
        string accountId, Selection selection, int raters, Guid? after, int? limit, CancellationToken cancellationToken)
    {
        var named = await labels.Named(accountId, selection, cancellationToken);
        if (named.Error is { } refusal)
            return refusal;

        var ofLabels = selection with { LabelIds = [.. named.Value.Select(label => label.Id)] };
        var counts = await coverage.Count(accountId, ofLabels, raters, cancellationToken);
        var told = named.Value.Zip(counts, (label, count) => new LabelCoverageView(
            label, count.Runs, count.Covered, new Figure(Share(count), Rows(selection, label))));
        return new CoverageView(
            selection.AsOf!.Value,
            raters,
            [.. told],
            limit is { } most ? await Missing(most) : null);

        async Task<Page<UncoveredRun>> Missing(int most)
        {
            if (counts.All(label => label.Covered == label.Runs))
                return new([], null);
            var runs = await coverage.Uncovered(accountId, ofLabels, raters, after, most + 1, cancellationToken);
            return Page<UncoveredRun>.Of(runs, most, run => Cursor.Of(run.RunId));
        }
    }

    private static EvaluationSearch Rows(Selection selection, LabelView label) =>
        new() { Selection = selection with { LabelIds = [label.Id] }, Counted = true };

    private static Estimate Share(LabelCoverage count) => count.Runs == 0
        ? Estimate.Undefined(0, Method, "There is no run.")
        : Estimate.Point(
            (double)count.Covered / count.Runs, count.Runs, Method, "Every run was counted: there is nothing to estimate.");
}
