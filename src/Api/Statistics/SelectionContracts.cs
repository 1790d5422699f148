using RunEvaluations.Api.Input;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Statistics;

/// <summary>Which runs: those that meet every condition that is given.</summary>
[LargeBody]
public record RunsRequest
{
    /// <summary>One of these runs: 1 to 10,000.</summary>
    public IReadOnlyList<Guid>? RunIds { get; init; }

    /// <summary>Runs of this experiment.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>Runs with one of these statuses.</summary>
    public IReadOnlyList<RunStatus>? RunStatus { get; init; }

    /// <summary>Runs registered at this time or later.</summary>
    public DateTimeOffset? RunCreatedFrom { get; init; }

    /// <summary>Runs registered before this time.</summary>
    public DateTimeOffset? RunCreatedBefore { get; init; }

    /// <summary>Runs whose metadata has these members, with exactly these values: 1 to 20 texts, numbers or booleans, of at most 2,048 bytes.</summary>
    public JsonObjectText? RunMetadata { get; init; }

    internal RunSelection ToRuns() => new()
    {
        Ids = RunIds,
        ExperimentId = ExperimentId,
        Status = RunStatus,
        CreatedFrom = RunCreatedFrom,
        CreatedBefore = RunCreatedBefore,
        Metadata = RunMetadata,
    };
}

/// <summary>Which targets: what of a run was judged, and when.</summary>
public record TargetsRequest : RunsRequest
{
    /// <summary>Judgments of the output with exactly this name.</summary>
    public string? OutputName { get; init; }

    /// <summary>Judgments of the field with exactly this path.</summary>
    public string? FieldPath { get; init; }

    /// <summary>Evaluations that have none of these, such as judgments of a run as a whole: output_name, field_path.</summary>
    public IReadOnlyList<Trait>? Missing { get; init; }

    /// <summary>Evaluations recorded at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Evaluations recorded before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>As it was at this moment; now where it is absent. What runs are is always what they are now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    internal virtual Selection ToSelection() => new()
    {
        Runs = ToRuns(),
        OutputName = OutputName,
        FieldPath = FieldPath,
        Missing = Missing is { Count: > 0 } ? [.. Missing.Distinct().Order()] : null,
        CreatedFrom = CreatedFrom,
        CreatedBefore = CreatedBefore,
        AsOf = AsOf,
    };
}

/// <summary>Which evaluations: of which targets, and by whom. By one of the authors, or by one of the evaluators.</summary>
public record EvaluationsRequest : TargetsRequest
{
    /// <summary>Evaluations recorded by one of these users: 1 to 50, of at most 2,048 bytes together.</summary>
    public IReadOnlyList<string>? Authors { get; init; }

    /// <summary>Evaluations recorded by one of these evaluators: 1 to 50.</summary>
    public IReadOnlyList<Guid>? EvaluatorIds { get; init; }

    internal override Selection ToSelection() => base.ToSelection() with
    {
        Authors = Authors?.Distinct(StringComparer.Ordinal).ToList(),
        EvaluatorIds = EvaluatorIds?.Distinct().ToList(),
    };
}

/// <summary>The same, against one label or several.</summary>
public record LabelledEvaluationsRequest : EvaluationsRequest
{
    /// <summary>Evaluations against this label.</summary>
    public Guid? EvaluationLabelId { get; init; }

    /// <summary>Evaluations against one of these labels: 1 to 100.</summary>
    public IReadOnlyList<Guid>? EvaluationLabelIds { get; init; }

    internal override Selection ToSelection() => base.ToSelection() with { LabelIds = Labels() };

    private List<Guid>? Labels() => EvaluationLabelId is { } one
        ? [.. (EvaluationLabelIds ?? []).Prepend(one).Distinct()]
        : EvaluationLabelIds?.Distinct().ToList();
}
