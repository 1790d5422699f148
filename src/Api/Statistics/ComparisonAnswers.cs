using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Api.Statistics;

internal static class ComparisonAnswers
{
    public static ComparisonResponse ToResponse(this ComparisonView view) => new()
    {
        AsOf = view.Baseline.AsOf,
        Confidence = view.Wish.Confidence,
        Paired = view.Wish.PairBy is not null,
        Baseline = Of(view.Baseline),
        Candidate = Of(view.Candidate),
        Labels = [.. view.Labels.Select(Of)],
    };

    private static SideResponse Of(Basis side) => new(side.Counted, side.SetAside, side.Note);

    private static LabelComparisonResponse Of(LabelComparisonView label)
    {
        var result = label.Result;
        return new LabelComparisonResponse
        {
            EvaluationLabelId = label.Label.Id,
            EvaluationLabelName = label.Label.Name,
            ValueType = label.Label.ValueType,
            Problem = label.Problem,
            BaselineRuns = label.BaselineRuns,
            CandidateRuns = label.CandidateRuns,
            BaselineUnpaired = label.BaselineUnpaired,
            CandidateUnpaired = label.CandidateUnpaired,
            Baseline = result is null ? null : Figures.Of(result.Baseline, label.BaselineRows),
            Candidate = result is null ? null : Figures.Of(result.Candidate, label.CandidateRows),
            Difference = OfBoth(result?.Difference),
            EffectSize = OfBoth(result?.EffectSize),
            Test = result is null ? null : TestResponse.Of(result.Test),
            AdjustedPValue = label.AdjustedPValue,
            OtherTests = [.. result?.OtherTests.Select(TestResponse.Of) ?? []],
            Wins = result?.Outcomes.Wins,
            Ties = result?.Outcomes.Ties,
            Losses = result?.Outcomes.Losses,
            NeededRuns = result?.NeededRuns,
            NeededRunsNote = result?.NeededRunsNote,
        };

        FigureResponse? OfBoth(Estimate? estimate) =>
            estimate is null ? null : Figures.Of(estimate, label.CandidateRows, label.BaselineRows);
    }
}
