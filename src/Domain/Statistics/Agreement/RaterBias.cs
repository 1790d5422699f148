namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>How much higher a rater rates than the others who rate the same targets.</summary>
/// <param name="Rater">The index of the rater.</param>
/// <param name="Bias">
/// The mean over the targets that somebody else rated too of (own value - mean of the others' values), with the t
/// interval; in category steps or in the unit of the score. N is these targets.
/// </param>
public sealed record RaterBias(int Rater, Estimate Bias);
