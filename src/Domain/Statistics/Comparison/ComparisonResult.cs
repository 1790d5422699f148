namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// What a comparison of a candidate with a baseline came to. Every difference is candidate - baseline.
/// </summary>
public sealed record ComparisonResult
{
    /// <summary>
    /// The baseline's mean with Student's interval, or its share of yes with Wilson's; N counts its runs.
    /// </summary>
    public required Estimate Baseline { get; init; }

    /// <summary>The same of the candidate.</summary>
    public required Estimate Candidate { get; init; }

    /// <summary>The candidate's mean or share less the baseline's.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>The test that fits, or that was asked for.</summary>
    public required TestResult Test { get; init; }

    /// <summary>What other tests that go with the values say; the first one alone keeps its level.</summary>
    public required IReadOnlyList<TestResult> OtherTests { get; init; }

    /// <summary>How large the difference is, in the measure that belongs to the test.</summary>
    public required Estimate EffectSize { get; init; }

    public required Outcomes Outcomes { get; init; }

    /// <summary>
    /// How many pairs, or runs of each side, the test takes to see the difference of interest; null where that cannot
    /// be said.
    /// </summary>
    public long? NeededRuns { get; init; }

    /// <summary>
    /// Why there is no number of runs, or what it was taken from; null where there is nothing to say.
    /// </summary>
    public string? NeededRunsNote { get; init; }
}
