using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Labels;

public static class LabelErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "label_not_found", "There is no evaluation label with this id.");

    public static readonly Error Archived = new(
        ErrorKind.Conflict,
        "label_archived",
        "The evaluation label is archived: it takes no new evaluations and cannot be changed.");

    public static readonly Error NameTaken = new(
        ErrorKind.Conflict,
        "label_name_taken",
        "The account already has an evaluation label with this name that is not archived.");

    /// <summary>The value is not one that the label allows: carries what the label does allow.</summary>
    public static Error ValueNotAllowed(EvaluationLabel label, double value)
    {
        var constraint = label.Constraint;
        var type = constraint.Type.ToString().ToLowerInvariant();
        var reason = constraint.Type switch
        {
            EvaluationValueType.Binary => "must be 0 or 1",
            EvaluationValueType.Continuous =>
                FormattableString.Invariant($"must lie between {constraint.MinValue} and {constraint.MaxValue}"),
            _ => FormattableString.Invariant(
                $"must be the zero-based index of a category, a whole number from 0 to {constraint.Highest}"),
        };
        var facts = new Dictionary<string, object?>
        {
            ["evaluation_label_id"] = label.Id,
            ["evaluation_label_name"] = label.Name,
            ["value_type"] = type,
            ["value"] = value,
        };
        if (constraint.Type is EvaluationValueType.Continuous)
            (facts["min_value"], facts["max_value"]) = (constraint.MinValue, constraint.MaxValue);
        if (constraint.Categories is { } categories)
            facts["categories"] = categories;

        return new Error(
            ErrorKind.Refused,
            "value_not_allowed",
            FormattableString.Invariant($"The value {value} does not fit the {type} label '{label.Name}': it {reason}."))
        {
            Fields = new Dictionary<string, string[]> { ["value"] = [reason] },
            Facts = facts,
        };
    }
}
