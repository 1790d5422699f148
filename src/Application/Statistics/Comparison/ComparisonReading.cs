using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Application.Statistics.Comparison;

/// <summary>Compares the runs of a candidate with those of a baseline, label by label.</summary>
internal sealed class ComparisonReading(IRatings ratings, ILabelRepository labels)
{
    public async Task<Result<ComparisonView>> Read(
        string accountId, Selection selection, ComparisonWish wish, CancellationToken cancellationToken)
    {
        var named = await labels.Named(accountId, selection, cancellationToken);
        if (named.Error is { } refusal)
            return refusal;
        var paired = wish.PairBy is not null;
        foreach (var label in named.Value)
        {
            if (wish.Test is { } test && ComparisonFit.Problem(label.ValueType, test, paired) is { } problem)
                return StatisticsErrors.MethodDoesNotFit("test", problem);
        }

        var ofLabels = selection with { LabelIds = [.. named.Value.Select(label => label.Id)] };
        var (baseline, candidate) = await Sides(accountId, ofLabels, wish, cancellationToken);
        var compared = named.Value.Select(label => Compare(label, selection, wish, baseline.Of(label), candidate.Of(label))).ToList();
        var adjusted = Holm.Adjust([.. compared.Select(one => one.Result?.Test.PValue)]);
        return new ComparisonView(
            wish,
            baseline.Basis,
            candidate.Basis,
            [.. compared.Select((one, i) => one with { AdjustedPValue = adjusted[i] })]);
    }

    private async Task<(SideOfAll Baseline, SideOfAll Candidate)> Sides(
        string accountId, Selection selection, ComparisonWish wish, CancellationToken cancellationToken)
    {
        var keys = wish.PairBy is null ? null : new PairKeys();
        var baseline = await Read(wish.Baseline);
        keys?.Close();
        return (baseline, await Read(wish.Candidate));

        async Task<SideOfAll> Read(RunSelection runs)
        {
            var fold = new ComparisonFold(keys);
            var details = keys is null ? null : new RunDetails(wish.PairBy);
            var counts = await ratings.Fold(accountId, selection with { Runs = runs }, fold, cancellationToken, details);
            return new SideOfAll(Basis.Of(selection.AsOf!.Value, counts), fold.Sides);
        }
    }

    private static LabelComparisonView Compare(
        LabelView label, Selection selection, ComparisonWish wish, Side baseline, Side candidate)
    {
        var told = new LabelComparisonView
        {
            Label = label,
            BaselineRows = Rows(wish.Baseline, wish.Candidate),
            CandidateRows = Rows(wish.Candidate, wish.Baseline),
        };
        if (ComparisonFit.Problem(label.ValueType, wish.Test, wish.PairBy is not null) is { } problem)
            return told with { Problem = problem };

        var settings = new ComparisonSettings(label.ValueType)
        {
            Test = wish.Test,
            Confidence = wish.Confidence,
            Detect = wish.Detect,
            Power = wish.Power,
        };
        if (wish.PairBy is null)
            return told with
            {
                BaselineRuns = baseline.Runs,
                CandidateRuns = candidate.Runs,
                Result = Inside(label, IndependentSamples.Compare(baseline.Values, candidate.Values, settings)),
            };

        var pairs = baseline.With(candidate);
        return told with
        {
            BaselineRuns = pairs.BaselineRuns,
            CandidateRuns = pairs.CandidateRuns,
            BaselineUnpaired = baseline.Runs - pairs.BaselineRuns,
            CandidateUnpaired = candidate.Runs - pairs.CandidateRuns,
            Result = Inside(label, PairedSamples.Compare(pairs.Baseline, pairs.Candidate, settings)),
        };

        EvaluationSearch Rows(RunSelection of, RunSelection others) => new()
        {
            Selection = selection with { LabelIds = [label.Id], Runs = of },
            Counted = true,
            PairedWith = wish.PairBy is { } key ? new Counterparts(key, others) : null,
        };
    }

    /// <summary>A mean lies between the bounds of the label, and a difference within their distance.</summary>
    private static ComparisonResult Inside(LabelView label, ComparisonResult result)
    {
        var (lowest, highest) = (label.ToConstraint().Lowest, label.ToConstraint().Highest);
        return result with
        {
            Baseline = result.Baseline.Inside(lowest, highest),
            Candidate = result.Candidate.Inside(lowest, highest),
            Difference = result.Difference.Inside(lowest - highest, highest - lowest),
        };
    }

    private sealed record SideOfAll(Basis Basis, IReadOnlyDictionary<Guid, Side> Labels)
    {
        public Side Of(LabelView label) => Labels.GetValueOrDefault(label.Id) ?? new Side();
    }
}
