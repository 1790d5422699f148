namespace RunEvaluations.Domain.Statistics;

/// <summary>Who has judged: a user, or an evaluator. The other one is null.</summary>
public readonly record struct Rater(string? Author, Guid? EvaluatorId);
