using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Imports;

/// <summary>An evaluation that keeps the rules of shape, made of a line, with the hash of its entry.</summary>
public sealed record DraftedEvaluation(long Line, Evaluation Evaluation, byte[] Hash);

/// <summary>
/// Makes evaluations of lines, all that can be done without the database: it is done while that works on the lines before.
/// </summary>
public interface IEvaluationDrafts
{
    Result<DraftedEvaluation> Draft(Caller author, long line, EvaluationContent content);
}
