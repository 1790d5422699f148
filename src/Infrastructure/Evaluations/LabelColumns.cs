namespace RunEvaluations.Infrastructure.Evaluations;

internal static class LabelColumns
{
    /// <summary>
    /// What <see cref="TargetRow"/> reads of the label <c>l</c>, and whether the value and the evaluator of <c>w</c>, which
    /// is what is to be written, fit it.
    /// </summary>
    public const string OfTarget = """
        l.id as label_id, l.name as label_name, l.value_type, l.min_value, l.max_value, l.categories,
        l.archived_at is not null as archived,
        w.value between l.lowest_value and l.highest_value
          and (not l.whole_values or w.value = trunc(w.value)) as permitted,
        w.evaluator_id is null or exists (
          select from evaluator_labels f
          join evaluators v on v.account_id = f.account_id and v.id = f.evaluator_id and v.archived_at is null
          where f.account_id = @AccountId and f.evaluator_id = w.evaluator_id and f.evaluation_label_id = l.id
        ) as may_use
        """;
}
