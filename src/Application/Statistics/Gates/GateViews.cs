using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Gates;

namespace RunEvaluations.Application.Statistics.Gates;

/// <summary>Something that must be so.</summary>
public sealed record GateCondition
{
    public required GateFigure Figure { get; init; }
    public required Guid LabelId { get; init; }
    public double? AtLeast { get; init; }
    public double? AtMost { get; init; }

    /// <summary>Of the lower end of the interval.</summary>
    public double? LowAtLeast { get; init; }

    /// <summary>Of the upper end of the interval.</summary>
    public double? HighAtMost { get; init; }

    /// <summary>Of a share: which category, by its index.</summary>
    public int? Category { get; init; }

    /// <summary>Of alpha; null for the one that fits the label.</summary>
    public AgreementMetric? Metric { get; init; }

    /// <summary>Of coverage: how many raters are enough.</summary>
    public int Raters { get; init; } = 1;

    /// <summary>Of no regression: what the selected runs are held against.</summary>
    public RunSelection? Baseline { get; init; }

    public string? PairBy { get; init; }

    /// <summary>How much worse it may be, which then has to be shown; null where it only must not be shown to be worse.</summary>
    public double? Margin { get; init; }

    /// <summary>Whether less is better.</summary>
    public bool LowerIsBetter { get; init; }

    internal Bounds Bounds => new(AtLeast, AtMost, LowAtLeast, HighAtMost);
}

public sealed record GateView(bool Passed, DateTimeOffset AsOf, IReadOnlyList<GateConditionView> Conditions);

/// <param name="Condition">What must be so.</param>
/// <param name="Label">What it is about.</param>
/// <param name="Passed">Whether it is so.</param>
/// <param name="Figure">What it was decided by.</param>
/// <param name="BaselineRows">Of no regression: the other evaluations that the figure was computed from.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record GateConditionView(
    GateCondition Condition, LabelView Label, bool Passed, Figure Figure, EvaluationSearch? BaselineRows, string Reason);
