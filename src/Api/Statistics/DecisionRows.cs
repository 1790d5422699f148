namespace RunEvaluations.Api.Statistics;

/// <summary>The figures of the answers that decide something, one after the other.</summary>
internal static class DecisionRows
{
    public static IEnumerable<FigureRow> Rows(this ComparisonResponse answer) => answer.Labels.SelectMany(Rows);

    public static IEnumerable<FigureRow> Rows(this CoverageResponse answer) =>
    [
        .. answer.Labels.Select(label => new FigureRow("coverage")
        {
            EvaluationLabelId = label.EvaluationLabelId,
            EvaluationLabelName = label.EvaluationLabelName,
        }.With(label.Share)),
        .. answer.Missing.SelectMany(run => run.Labels.Select(label => new FigureRow("raters")
        {
            EvaluationLabelId = label.EvaluationLabelId,
            RunId = run.RunId,
            Value = label.Raters,
        })),
    ];

    public static IEnumerable<FigureRow> Rows(this GateResponse answer) => answer.Conditions.Select(condition =>
        new FigureRow(FigureTable.Name(condition.Condition))
        {
            EvaluationLabelId = condition.EvaluationLabelId,
            EvaluationLabelName = condition.EvaluationLabelName,
        }.With(condition.Figure) with
        {
            Note = $"{(condition.Passed ? "passed" : "failed")}: {condition.Reason}",
        });

    private static IEnumerable<FigureRow> Rows(LabelComparisonResponse label)
    {
        var about = new FigureRow("")
        {
            EvaluationLabelId = label.EvaluationLabelId,
            EvaluationLabelName = label.EvaluationLabelName,
        };
        if (label.Test is not { } test)
        {
            yield return about with { Figure = "difference", Note = label.Problem };
            yield break;
        }

        yield return (about with { Figure = "baseline" }).With(label.Baseline!);
        yield return (about with { Figure = "candidate" }).With(label.Candidate!);
        yield return (about with { Figure = "difference" }).With(label.Difference!);
        yield return (about with { Figure = "effect_size" }).With(label.EffectSize!);
        yield return about with { Figure = "p_value", Value = test.PValue, Method = test.Method, Note = test.Note };
        yield return about with { Figure = "adjusted_p_value", Value = label.AdjustedPValue, Method = "Holm" };
        yield return about with { Figure = "wins", Value = label.Wins };
        yield return about with { Figure = "ties", Value = label.Ties };
        yield return about with { Figure = "losses", Value = label.Losses };
        yield return about with { Figure = "needed_runs", Value = label.NeededRuns, Note = label.NeededRunsNote };
        foreach (var other in label.OtherTests)
            yield return about with
            {
                Figure = $"p_value of {FigureTable.Name(other.Test)}",
                Value = other.PValue,
                Method = other.Method,
                Note = other.Note,
            };
    }
}
