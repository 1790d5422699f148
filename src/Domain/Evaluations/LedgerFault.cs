namespace RunEvaluations.Domain.Evaluations;

/// <summary>An entry that does not fit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="EvaluationId">Its evaluation.</param>
/// <param name="Version">The entry in the history of the evaluation.</param>
/// <param name="Reason">What is wrong with it, as the rest of a sentence.</param>
public sealed record LedgerFault(Guid RunId, Guid EvaluationId, int Version, string Reason);
