using RunEvaluations.Api.Evaluations;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Statistics;

/// <summary>Conditions of a search that have a parameter of their own.</summary>
internal sealed record SearchParameters(EvaluationQuery Query, Guid? RunId, Guid? ExperimentId, bool? Counted)
{
    /// <summary>All conditions, or which of them is said twice.</summary>
    public Result<EvaluationSearch> In(SearchRequest selection)
    {
        (string Name, object? Here, object? There)[] twice =
        [
            ("evaluation_label_id", Query.EvaluationLabelId, (object?)selection.EvaluationLabelId ?? selection.EvaluationLabelIds),
            ("created_by", Query.CreatedBy, selection.Authors),
            ("created_by_evaluator_id", Query.CreatedByEvaluatorId, selection.EvaluatorIds),
            ("output_name", Query.OutputName, selection.OutputName),
            ("field_path", Query.FieldPath, selection.FieldPath),
            ("min_value", Query.MinValue, selection.MinValue),
            ("max_value", Query.MaxValue, selection.MaxValue),
            ("created_from", Query.CreatedFrom, selection.CreatedFrom),
            ("created_before", Query.CreatedBefore, selection.CreatedBefore),
            ("as_of", Query.AsOf, selection.AsOf),
            ("run_id", RunId, selection.RunIds),
            ("experiment_id", ExperimentId, selection.ExperimentId),
            ("counted", Counted, selection.Counted),
        ];
        if (twice.FirstOrDefault(one => one.Here is not null && one.There is not null) is { Name: { } name })
            return Error.Invalid(name, "is given in selection, too");

        return (selection with
        {
            EvaluationLabelId = Query.EvaluationLabelId ?? selection.EvaluationLabelId,
            Authors = Query.CreatedBy is { } author ? [author] : selection.Authors,
            EvaluatorIds = Query.CreatedByEvaluatorId is { } evaluator ? [evaluator] : selection.EvaluatorIds,
            OutputName = Query.OutputName ?? selection.OutputName,
            FieldPath = Query.FieldPath ?? selection.FieldPath,
            MinValue = Query.MinValue ?? selection.MinValue,
            MaxValue = Query.MaxValue ?? selection.MaxValue,
            CreatedFrom = Query.CreatedFrom ?? selection.CreatedFrom,
            CreatedBefore = Query.CreatedBefore ?? selection.CreatedBefore,
            AsOf = Query.AsOf ?? selection.AsOf,
            RunIds = RunId is { } run ? [run] : selection.RunIds,
            ExperimentId = ExperimentId ?? selection.ExperimentId,
            Counted = Counted ?? selection.Counted,
        }).ToSearch();
    }
}
