using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Domain.Evaluations;

/// <summary>What the ledger holds of the things that a write names, and the rules they set.</summary>
/// <param name="Exists">The run for a new evaluation, the evaluation itself for a change.</param>
/// <param name="Label">The label, if the account has it.</param>
/// <param name="AuthorMayUseLabel">False only for an evaluator that does not fill the label.</param>
public sealed record EvaluationTarget(bool Exists, EvaluationLabel? Label, bool AuthorMayUseLabel)
{
    /// <summary>Whether the evaluation has been retracted.</summary>
    public bool Retracted { get; init; }

    /// <summary>The entity tag of the evaluation as it is, where the write was for another version.</summary>
    public string? OtherVersion { get; init; }

    /// <summary>Why a new evaluation with this value is refused, or null when it is not.</summary>
    public Error? RefusalToCreate(double value)
    {
        if (!Exists)
            return RunErrors.NotFound;
        if (Label is null)
            return LabelErrors.NotFound;
        if (Label.Archived)
            return LabelErrors.Archived;
        return RefusalToUse(Label) ?? RefusalOf(Label, value);
    }

    /// <summary>
    /// Why a change to this value is refused, or null when it is not. An archived label refuses new evaluations only:
    /// those it has can still be corrected.
    /// </summary>
    public Error? RefusalToChange(double value) =>
        RefusalToRetract() ?? RefusalOf(Label!, value);

    /// <summary>Why a retraction is refused, or null when it is not.</summary>
    public Error? RefusalToRetract()
    {
        if (!Exists || Label is null)
            return EvaluationErrors.NotFound;
        if (Retracted)
            return EvaluationErrors.Retracted;
        // Conditions count only where the request would be carried out without them (RFC 9110, section 13.2.1).
        return RefusalToUse(Label) ?? (OtherVersion is null ? null : EvaluationErrors.VersionIsStale(OtherVersion));
    }

    private static Error? RefusalOf(EvaluationLabel label, double value) =>
        label.Constraint.Permits(value) ? null : LabelErrors.ValueNotAllowed(label, value);

    private Error? RefusalToUse(EvaluationLabel label) =>
        AuthorMayUseLabel ? null : EvaluatorErrors.DoesNotFillLabel(label);
}
