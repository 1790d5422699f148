using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using RunEvaluations.Application.Evaluations;

namespace RunEvaluations.Api.Evaluations;

/// <summary>Which evaluations a list is to have: those that meet every condition that is given.</summary>
public sealed record EvaluationQuery
{
    [FromQuery(Name = "evaluation_label_id"), Description("Only evaluations against this label.")]
    public Guid? EvaluationLabelId { get; init; }

    [FromQuery(Name = "created_by"), Description("Only evaluations by this user.")]
    public string? CreatedBy { get; init; }

    [FromQuery(Name = "created_by_evaluator_id"), Description("Only evaluations by this evaluator.")]
    public Guid? CreatedByEvaluatorId { get; init; }

    [FromQuery(Name = "output_name"), Description("Only evaluations of the output with this name.")]
    public string? OutputName { get; init; }

    [FromQuery(Name = "field_path"), Description("Only evaluations of the field with this path.")]
    public string? FieldPath { get; init; }

    [FromQuery(Name = "min_value"), Description("Only values from this one; with as_of, values of then.")]
    public double? MinValue { get; init; }

    [FromQuery(Name = "max_value"), Description("Only values up to this one, which is included.")]
    public double? MaxValue { get; init; }

    [FromQuery(Name = "created_from"), Description("Only evaluations recorded at this time or later (RFC 3339).")]
    public DateTimeOffset? CreatedFrom { get; init; }

    [FromQuery(Name = "created_before"), Description("Only evaluations recorded before this time (RFC 3339).")]
    public DateTimeOffset? CreatedBefore { get; init; }

    [FromQuery(Name = "as_of"), Description("As they were at this time (RFC 3339).")]
    public DateTimeOffset? AsOf { get; init; }

    internal EvaluationFilter ToFilter() => new()
    {
        EvaluationLabelId = EvaluationLabelId,
        CreatedBy = CreatedBy,
        CreatedByEvaluatorId = CreatedByEvaluatorId,
        OutputName = OutputName,
        FieldPath = FieldPath,
        MinValue = MinValue,
        MaxValue = MaxValue,
        CreatedFrom = CreatedFrom,
        CreatedBefore = CreatedBefore,
        AsOf = AsOf,
    };
}
