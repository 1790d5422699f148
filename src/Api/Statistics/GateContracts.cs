using RunEvaluations.Application.Statistics.Gates;
using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Gates;

namespace RunEvaluations.Api.Statistics;

/// <summary>What must be so of what was selected.</summary>
public sealed record GateRequest : EvaluationsRequest
{
    /// <summary>1 to 50.</summary>
    public required IReadOnlyList<ConditionRequest> Conditions { get; init; }

    /// <summary>The confidence of the intervals, 0.5 to 0.9999; 0.95 where absent.</summary>
    public double? Confidence { get; init; }

    internal IReadOnlyList<GateCondition> ToConditions() => [.. Conditions.Select(condition => condition.ToCondition())];
}

/// <summary>A condition, of one figure of one label.</summary>
public sealed record ConditionRequest
{
    /// <summary>Which figure.</summary>
    public required GateFigure Figure { get; init; }

    /// <summary>Of which label.</summary>
    public required Guid EvaluationLabelId { get; init; }

    /// <summary>The figure must be this or more.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The figure must be this or less.</summary>
    public double? AtMost { get; init; }

    /// <summary>The lower end of its interval must be this or more.</summary>
    public double? LowAtLeast { get; init; }

    /// <summary>The upper end of its interval must be this or less.</summary>
    public double? HighAtMost { get; init; }

    /// <summary>Of a share: which category, by its index.</summary>
    public int? Category { get; init; }

    /// <summary>Of krippendorff_alpha: how far apart two ratings are; by the label's value type where absent.</summary>
    public AgreementMetric? Metric { get; init; }

    /// <summary>Of coverage: how many raters are enough; 1 where absent.</summary>
    public int? Raters { get; init; }

    /// <summary>Of no_regression: the runs to compare with.</summary>
    public RunsRequest? Baseline { get; init; }

    /// <summary>Of no_regression: the member of the metadata that makes runs a pair.</summary>
    public string? PairBy { get; init; }

    /// <summary>Of no_regression: it must be shown to be worse by no more than this. Absent, it must not be shown to be worse.</summary>
    public double? Margin { get; init; }

    /// <summary>Of no_regression: whether less is better; false where absent.</summary>
    public bool? LowerIsBetter { get; init; }

    internal GateCondition ToCondition()
    {
        var condition = new GateCondition { Figure = Figure, LabelId = EvaluationLabelId };
        return condition with
        {
            AtLeast = AtLeast,
            AtMost = AtMost,
            LowAtLeast = LowAtLeast,
            HighAtMost = HighAtMost,
            Category = Category,
            Metric = Metric,
            Raters = Raters ?? condition.Raters,
            Baseline = Baseline?.ToRuns(),
            PairBy = PairBy,
            Margin = Margin,
            LowerIsBetter = LowerIsBetter ?? false,
        };
    }
}

/// <summary>Whether everything is as it must be.</summary>
/// <param name="Passed">Whether all conditions are met.</param>
/// <param name="AsOf">The moment that the figures are of.</param>
/// <param name="Conditions">Each, in the order of the request.</param>
public sealed record GateResponse(bool Passed, DateTimeOffset AsOf, IReadOnlyList<ConditionResponse> Conditions);

/// <summary>Whether a condition is met, by which figure, and why.</summary>
public sealed record ConditionResponse
{
    public required GateFigure Condition { get; init; }
    public required Guid EvaluationLabelId { get; init; }
    public required string EvaluationLabelName { get; init; }
    public required bool Passed { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Reason { get; init; }

    /// <summary>What it was decided by; of no_regression the difference of the selected runs less the baseline.</summary>
    public required FigureResponse Figure { get; init; }
}

internal static class GateAnswers
{
    public static GateResponse ToResponse(this GateView view) => new(view.Passed, view.AsOf, [.. view.Conditions.Select(Of)]);

    private static ConditionResponse Of(GateConditionView condition) => new()
    {
        Condition = condition.Condition.Figure,
        EvaluationLabelId = condition.Label.Id,
        EvaluationLabelName = condition.Label.Name,
        Passed = condition.Passed,
        Reason = condition.Reason,
        Figure = Figures.Of(condition.Figure.Estimate, condition.Figure.Rows, condition.BaselineRows),
    };
}
