using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Application.Statistics;

/// <summary>An estimate, and the evaluations that it was computed from.</summary>
public sealed record Figure(Estimate Estimate, EvaluationSearch Rows);
