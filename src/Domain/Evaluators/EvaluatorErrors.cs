using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Evaluators;

public static class EvaluatorErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "evaluator_not_found", "There is no evaluator with this id.");

    public static readonly Error Archived =
        new(ErrorKind.Conflict, "evaluator_archived", "The evaluator is archived: it cannot be changed.");

    public static readonly Error NameTaken = new(
        ErrorKind.Conflict,
        "evaluator_name_taken",
        "The account already has an evaluator with this name that is not archived.");

    public static Error DoesNotFillLabel(EvaluationLabel label) =>
        new(ErrorKind.Forbidden, "label_not_filled", $"This evaluator does not fill the label '{label.Name}'.")
        {
            Facts = new Dictionary<string, object?>
            {
                ["evaluation_label_id"] = label.Id,
                ["evaluation_label_name"] = label.Name,
            },
        };

    /// <summary>Some of the labels that the evaluator is to fill are not there, or are archived.</summary>
    public static Error LabelsNotUsable(IReadOnlyList<Guid> unknown, IReadOnlyList<Guid> archived)
    {
        var ids = unknown.Count > 0 ? unknown : archived;
        var reason = unknown.Count > 0 ? "name labels that do not exist" : "name archived labels";
        var error = unknown.Count > 0 ? LabelErrors.NotFound : LabelErrors.Archived;
        return error with
        {
            Message = $"The evaluation_label_ids {reason}: {string.Join(", ", ids)}.",
            Fields = new Dictionary<string, string[]> { ["evaluation_label_ids"] = [reason] },
            Facts = new Dictionary<string, object?> { ["evaluation_label_ids"] = ids },
        };
    }
}
