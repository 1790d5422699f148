using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Application.Statistics.Comparison;

/// <summary>What is compared, and how.</summary>
public sealed record ComparisonWish
{
    public required RunSelection Baseline { get; init; }
    public required RunSelection Candidate { get; init; }

    /// <summary>The member of the runs' metadata whose value makes two runs a pair; null where they are not paired.</summary>
    public string? PairBy { get; init; }

    /// <summary>Null for the test that fits the values.</summary>
    public ComparisonTest? Test { get; init; }

    public double Confidence { get; init; } = 0.95;

    /// <summary>The difference that should not go unseen; null for one as large as the one seen.</summary>
    public double? Detect { get; init; }

    public double Power { get; init; } = 0.8;
}

public sealed record ComparisonView(ComparisonWish Wish, Basis Baseline, Basis Candidate, IReadOnlyList<LabelComparisonView> Labels);

/// <summary>What changed, for one label. Every difference is that of the candidate less the baseline.</summary>
public sealed record LabelComparisonView
{
    public required LabelView Label { get; init; }

    /// <summary>Why there is no comparison; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Runs of the baseline that were compared.</summary>
    public long BaselineRuns { get; init; }

    public long CandidateRuns { get; init; }

    /// <summary>Runs that have no counterpart, and were left out.</summary>
    public long BaselineUnpaired { get; init; }

    public long CandidateUnpaired { get; init; }

    public ComparisonResult? Result { get; init; }

    /// <summary>The p-value of the test, adjusted for there being several labels (Holm 1979).</summary>
    public double? AdjustedPValue { get; init; }

    public required EvaluationSearch BaselineRows { get; init; }
    public required EvaluationSearch CandidateRows { get; init; }
}
