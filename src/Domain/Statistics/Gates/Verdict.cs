namespace RunEvaluations.Domain.Statistics.Gates;

/// <param name="Passed">Whether it is as it must be.</param>
/// <param name="Reason">Why, as a sentence or two.</param>
public sealed record Verdict(bool Passed, string Reason);
