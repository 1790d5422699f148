using System.Text.Json;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.Statistics;

/// <summary>
/// A selection in SQL: of evaluations <c>e</c> and, where it looks at them, their runs <c>r</c>. Always as of a moment, so
/// that a figure and the list of the evaluations behind it, which is asked for later, are of the same rows.
/// </summary>
internal static class SelectedRows
{
    /// <summary>
    /// What the value was then. Hardly any evaluation was ever corrected: a subquery, which is only run for those, leaves the
    /// planner free to read and sort in parallel, and a lateral join does not.
    /// </summary>
    public const string Value = """
        case when e.version = 1 then e.first_value else coalesce((
          select c.value from run_evaluation_entries c
          where c.account_id = @AccountId and c.run_id = e.run_id and c.evaluation_id = e.id
            and c.action = 'changed' and c.created_at <= @AsOf
          order by c.version desc
          limit 1), e.first_value) end
        """;

    /// <summary>Of the evaluations, besides the account.</summary>
    private const string Conditions = """
        e.created_at <= @AsOf and (e.retracted_at is null or e.retracted_at > @AsOf)
          and (@LabelIds::uuid[] is null or e.evaluation_label_id = any (@LabelIds))
          and (@RunIds::uuid[] is null or e.run_id = any (@RunIds))
          and (@AnyRater or e.created_by = any (@Authors::text[]) or e.created_by_evaluator_id = any (@EvaluatorIds::uuid[]))
          and (@OutputName::text is null or e.output_name = @OutputName)
          and (@FieldPath::text is null or e.field_path = @FieldPath)
          and (not @NoAuthor or e.created_by is null) and (not @NoEvaluator or e.created_by_evaluator_id is null)
          and (not @NoOutputName or e.output_name is null) and (not @NoFieldPath or e.field_path is null)
          and (@CreatedFrom::timestamptz is null or e.created_at >= @CreatedFrom)
          and (@CreatedBefore::timestamptz is null or e.created_at < @CreatedBefore)
        """;

    /// <summary>
    /// Of the runs. Metadata is kept as it was spelt, and a run may have numbers in it that the database cannot make anything
    /// of: only the members that are asked for are read. Numbers are compared by what they mean.
    /// </summary>
    public const string RunConditions = """
        -- Of runs of @AccountId.
        (@ExperimentId::uuid is null or r.experiment_id = @ExperimentId) and (not @NoExperiment or r.experiment_id is null)
          and (@Statuses::text[] is null or r.status = any (@Statuses))
          and (@RunCreatedFrom::timestamptz is null or r.created_at >= @RunCreatedFrom)
          and (@RunCreatedBefore::timestamptz is null or r.created_at < @RunCreatedBefore)
          and (@MetadataKeys::text[] is null or not exists (
            select from unnest(@MetadataKeys::text[], @MetadataKinds::text[], @MetadataTexts::text[]) m(name, kind, value)
            where not coalesce(json_typeof(r.metadata -> m.name) = m.kind and case
              when m.kind <> 'number' then r.metadata ->> m.name = m.value
              when length(r.metadata ->> m.name) <= 1000 and r.metadata ->> m.name !~ '[eE][+-]{0,1}[0-9]{4,}'
                then cast(r.metadata ->> m.name as numeric) = cast(m.value as numeric)
              else false end, false)))
        """;

    private const string OfEvaluations = $"""
        from run_evaluations e
        where e.account_id = @AccountId and {Conditions}
        """;

    private const string OfRuns = $"""
        from run_evaluations e
          join runs r on r.account_id = @AccountId and r.id = e.run_id
        where e.account_id = @AccountId and {Conditions} and {RunConditions}
        """;

    /// <summary>
    /// Rows of a rater's judgments of the same target follow each other, the latest first. Text is compared by its bytes,
    /// which is quicker than by a language's rules and the same where only equality counts.
    /// </summary>
    public const string Order = """
        e.run_id, e.evaluation_label_id, e.output_name collate "C", e.field_path collate "C", e.created_by collate "C",
        e.created_by_evaluator_id, e.created_at desc, e.id desc
        """;

    /// <summary>
    /// For the transaction of a statement that reads much: how long it may take; no plan that was made for other values; no
    /// compilation, which such a statement does not gain by; a sort of its own of what a sequential scan brings, rather than
    /// millions of rows looked up one by one in the order of an index.
    /// </summary>
    public const string Settings = """
        -- @AccountId has been set before.
        select set_config('statement_timeout', @StatementMilliseconds::text, true),
          set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
          set_config('enable_incremental_sort', 'off', true), set_config('parallel_tuple_cost', '0.01', true),
          set_config('work_mem', '64MB', true);
        """;

    /// <summary>From where they come, to be put after the columns.</summary>
    /// <param name="selection">Which evaluations.</param>
    /// <param name="withRuns">Whether the columns are of runs too. Otherwise those are only looked up where a condition is of them.</param>
    public static string From(Selection selection, bool withRuns = false) =>
        withRuns || selection.Runs.LooksAtRuns || selection.Missing?.Contains(Trait.Experiment) == true
            ? OfRuns
            : OfEvaluations;
}

/// <summary>The parameters of <see cref="SelectedRows"/>.</summary>
internal class SelectedValues(string accountId, Selection selection, int statementMilliseconds)
{
    public string AccountId => accountId;

    public int StatementMilliseconds => statementMilliseconds;

    public DateTimeOffset AsOf { get; } =
        selection.AsOf ?? throw new InvalidOperationException("A selection is always as of a moment.");

    public Guid[]? LabelIds { get; } = selection.LabelIds?.ToArray();
    public Guid[]? RunIds { get; } = selection.Runs.Ids?.ToArray();
    public string[]? Authors { get; } = selection.Authors?.ToArray();
    public Guid[]? EvaluatorIds { get; } = selection.EvaluatorIds?.ToArray();
    public bool AnyRater => Authors is null && EvaluatorIds is null;
    public string? OutputName => selection.OutputName;
    public string? FieldPath => selection.FieldPath;
    public bool NoAuthor => Lacks(Trait.Author);
    public bool NoEvaluator => Lacks(Trait.Evaluator);
    public bool NoOutputName => Lacks(Trait.OutputName);
    public bool NoFieldPath => Lacks(Trait.FieldPath);
    public bool NoExperiment => Lacks(Trait.Experiment);
    public DateTimeOffset? CreatedFrom => selection.CreatedFrom;
    public DateTimeOffset? CreatedBefore => selection.CreatedBefore;
    public Guid? ExperimentId => selection.Runs.ExperimentId;
    public string[]? Statuses { get; } = selection.Runs.Status?.Select(StoredNames.Of).ToArray();
    public DateTimeOffset? RunCreatedFrom => selection.Runs.CreatedFrom;
    public DateTimeOffset? RunCreatedBefore => selection.Runs.CreatedBefore;
    public string[]? MetadataKeys { get; } = Members(selection)?.Select(member => member.Name).ToArray();

    /// <summary>As json_typeof calls them.</summary>
    public string[]? MetadataKinds { get; } = Members(selection)?.Select(member => member.Value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "boolean",
    }).ToArray();

    public string[]? MetadataTexts { get; } = Members(selection)?.Select(member => member.Value.ValueKind is JsonValueKind.String
        ? member.Value.GetString()!
        : member.Value.GetRawText()).ToArray();

    private static IEnumerable<JsonProperty>? Members(Selection selection) => selection.Runs.Metadata is { } metadata
        ? JsonSerializer.Deserialize<JsonElement>(metadata.Text).EnumerateObject()
        : null;

    private bool Lacks(Trait trait) => selection.Missing?.Contains(trait) == true;
}
