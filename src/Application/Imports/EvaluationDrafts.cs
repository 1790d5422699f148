using FluentValidation;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Imports;

internal sealed class EvaluationDrafts(
    IEnumerable<IValidator<EvaluationContent>> rules, UuidVersion7 ids, TimeProvider time) : IEvaluationDrafts
{
    public Result<DraftedEvaluation> Draft(Caller author, long line, EvaluationContent content)
    {
        if (rules.Refusal(content) is { } error)
            return error;

        var evaluation = content.ToEvaluation(ids.Next(), author, time.GetUtcNow());
        return new DraftedEvaluation(line, evaluation, EvaluationEntryHash.Of(evaluation));
    }
}
