using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Api.Statistics;

/// <summary>What is compared. Conditions on runs that stand outside of the two sides hold for both.</summary>
public sealed record ComparisonRequest : LabelledEvaluationsRequest
{
    /// <summary>The runs to compare with.</summary>
    public required RunsRequest Baseline { get; init; }

    /// <summary>The runs in question.</summary>
    public required RunsRequest Candidate { get; init; }

    /// <summary>
    /// A member of the runs' metadata: runs of both sides that have the same value there are a pair. Absent, the sides are
    /// independent of each other.
    /// </summary>
    public string? PairBy { get; init; }

    /// <summary>The test; where absent that which fits the value type.</summary>
    public ComparisonTest? Test { get; init; }

    /// <summary>The confidence of the intervals, 0.5 to 0.9999; 0.95 where absent.</summary>
    public double? Confidence { get; init; }

    /// <summary>A difference that should not go unseen, for the number of runs that it takes; the observed one where absent.</summary>
    public double? Detect { get; init; }

    /// <summary>With which probability it should be seen, 0.5 to 0.9999; 0.8 where absent.</summary>
    public double? Power { get; init; }

    internal ComparisonWish ToWish()
    {
        var both = ToRuns();
        var wish = new ComparisonWish { Baseline = Baseline.ToRuns().Or(both), Candidate = Candidate.ToRuns().Or(both) };
        return wish with
        {
            PairBy = PairBy,
            Test = Test,
            Confidence = Confidence ?? wish.Confidence,
            Detect = Detect,
            Power = Power ?? wish.Power,
        };
    }
}

/// <summary>How a candidate differs from a baseline. Every difference is that of the candidate less the baseline.</summary>
public sealed record ComparisonResponse
{
    /// <summary>The moment that the figures are of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required double Confidence { get; init; }

    /// <summary>Whether runs were compared in pairs.</summary>
    public required bool Paired { get; init; }

    public required SideResponse Baseline { get; init; }
    public required SideResponse Candidate { get; init; }
    public required IReadOnlyList<LabelComparisonResponse> Labels { get; init; }
}

/// <summary>What was read of one side.</summary>
/// <param name="Counted">How many evaluations were counted.</param>
/// <param name="SetAside">How many were not, since their rater has given a later value for the same target.</param>
/// <param name="Note">Why there is nothing; null where there is something.</param>
public sealed record SideResponse(long Counted, long SetAside, string? Note);

/// <summary>The comparison for one label. A run's value is the mean of its evaluations that count.</summary>
public sealed record LabelComparisonResponse
{
    public required Guid EvaluationLabelId { get; init; }
    public required string EvaluationLabelName { get; init; }
    public required EvaluationValueType ValueType { get; init; }

    /// <summary>Why there is no comparison; null where there is one.</summary>
    public required string? Problem { get; init; }

    /// <summary>How many runs of the baseline were compared.</summary>
    public required long BaselineRuns { get; init; }

    public required long CandidateRuns { get; init; }

    /// <summary>How many runs of the baseline have no counterpart, and were left out.</summary>
    public required long BaselineUnpaired { get; init; }

    public required long CandidateUnpaired { get; init; }

    /// <summary>The mean of the baseline's runs, or their share of ones.</summary>
    public required FigureResponse? Baseline { get; init; }

    public required FigureResponse? Candidate { get; init; }
    public required FigureResponse? Difference { get; init; }

    /// <summary>How large the difference is; the method says in which measure.</summary>
    public required FigureResponse? EffectSize { get; init; }

    /// <summary>The test of whether there is a difference.</summary>
    public required TestResponse? Test { get; init; }

    /// <summary>Its p-value, adjusted for there being several labels (Holm 1979).</summary>
    public required double? AdjustedPValue { get; init; }

    /// <summary>Other tests that fit, to compare with; to pick one by its result would make it worthless.</summary>
    public required IReadOnlyList<TestResponse> OtherTests { get; init; }

    /// <summary>How often the candidate is higher: of pairs, or of all runs of one side with all of the other.</summary>
    public required long? Wins { get; init; }

    public required long? Ties { get; init; }
    public required long? Losses { get; init; }

    /// <summary>How many pairs, or runs of each side, it takes to see the difference asked about.</summary>
    public required long? NeededRuns { get; init; }

    /// <summary>What there is to say of that number; null for nothing.</summary>
    public required string? NeededRunsNote { get; init; }
}

/// <summary>What a test has found, two-sided.</summary>
public sealed record TestResponse
{
    public required ComparisonTest Test { get; init; }
    public required double? Statistic { get; init; }
    public required double? DegreesOfFreedom { get; init; }

    /// <summary>From 0 to 1; null where the test cannot be done.</summary>
    public required double? PValue { get; init; }

    /// <summary>The variant, and what the statistic is.</summary>
    public required string Method { get; init; }

    /// <summary>Why there is no p-value, or why it is this test; null for nothing to say.</summary>
    public required string? Note { get; init; }

    internal static TestResponse Of(TestResult result) => new()
    {
        Test = result.Test,
        Statistic = result.Statistic,
        DegreesOfFreedom = result.DegreesOfFreedom,
        PValue = result.PValue,
        Method = result.Method,
        Note = result.Note,
    };
}
