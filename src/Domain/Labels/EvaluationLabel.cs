namespace RunEvaluations.Domain.Labels;

/// <summary>Defines what an evaluation judges and what its value may be.</summary>
public sealed record EvaluationLabel(Guid Id, string Name, ValueConstraint Constraint, bool Archived);
