using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Domain.Evaluations;

/// <summary>What the ledger holds of the things that a write of a value names, and the rules they set.</summary>
/// <param name="Exists">The run for a new evaluation, the evaluation itself for a change.</param>
/// <param name="Label">The label, if the account has it.</param>
/// <param name="AuthorMayUseLabel">False only for an evaluator that does not fill the label.</param>
public sealed record EvaluationTarget(bool Exists, EvaluationLabel? Label, bool AuthorMayUseLabel)
{
    /// <summary>Why a new evaluation with this value is refused, or null when it is not.</summary>
    public Error? RefusalToCreate(double value)
    {
        if (!Exists)
            return RunErrors.NotFound;
        if (Label is null)
            return LabelErrors.NotFound;
        if (Label.Archived)
            return LabelErrors.Archived;
        return RefusalOf(Label, value);
    }

    /// <summary>
    /// Why a change to this value is refused, or null when it is not. An archived label refuses new evaluations only:
    /// those it has can still be corrected.
    /// </summary>
    public Error? RefusalToChange(double value) =>
        Exists && Label is not null ? RefusalOf(Label, value) : EvaluationErrors.NotFound;

    private Error? RefusalOf(EvaluationLabel label, double value)
    {
        if (!AuthorMayUseLabel)
            return EvaluatorErrors.DoesNotFillLabel(label);
        return label.Constraint.Permits(value) ? null : LabelErrors.ValueNotAllowed(label, value);
    }
}
