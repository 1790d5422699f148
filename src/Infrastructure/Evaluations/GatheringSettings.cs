namespace RunEvaluations.Infrastructure.Evaluations;

/// <summary>How evaluations that are recorded at the same time are gathered.</summary>
/// <param name="Gather">False for a statement and a commit for each.</param>
/// <param name="MostWaiting">How many of all accounts may wait to be written.</param>
internal sealed record GatheringSettings(bool Gather = true, int MostWaiting = 10_000);
