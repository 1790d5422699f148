using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics;

/// <summary>Which evaluations figures are computed from: those that meet every condition. What is null is no condition.</summary>
public sealed record Selection
{
    public const int MaxLabels = 100;

    /// <summary>Each of these is in every link.</summary>
    public const int MaxRaters = 50;

    public const int MaxAuthorBytes = 2 * 1024;

    public IReadOnlyList<Guid>? LabelIds { get; init; }

    public RunSelection Runs { get; init; } = new();

    /// <summary>Together with <see cref="EvaluatorIds"/>: what one of these users, or one of those evaluators, recorded.</summary>
    public IReadOnlyList<string>? Authors { get; init; }

    public IReadOnlyList<Guid>? EvaluatorIds { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }

    /// <summary>Evaluations that have none of these.</summary>
    public IReadOnlyList<Trait>? Missing { get; init; }

    /// <summary>When an evaluation was recorded. Included, while the end is not.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>What there was at this moment, with the values of then; what runs are is always what they are now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Those that one of some raters has recorded, and nobody else.</summary>
    public Selection By(params IReadOnlyCollection<Rater> raters) => this with
    {
        Authors = Known(raters.Select(rater => rater.Author).OfType<string>()),
        EvaluatorIds = Known(raters.Select(rater => rater.EvaluatorId).OfType<Guid>()),
    };

    /// <summary>Those of one target.</summary>
    public Selection Of(Guid runId, string? outputName, string? fieldPath)
    {
        var missing = new HashSet<Trait>(Missing ?? []);
        if (outputName is null)
            missing.Add(Trait.OutputName);
        if (fieldPath is null)
            missing.Add(Trait.FieldPath);
        return this with
        {
            Runs = Runs with { Ids = [runId], KeptIds = null },
            OutputName = outputName,
            FieldPath = fieldPath,
            Missing = missing.Count == 0 ? null : [.. missing.Order()],
        };
    }

    private static List<T>? Known<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } some ? some : null;
}

/// <summary>Which runs: those that meet every condition.</summary>
public sealed record RunSelection
{
    public const int MaxRuns = 10_000;
    public const int MaxMetadata = 20;
    public const int MaxMetadataBytes = 2 * 1024;

    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>What a list of ids is kept by that is too long for a link; see <see cref="IKeptRuns"/>.</summary>
    public Guid? KeptIds { get; init; }

    public Guid? ExperimentId { get; init; }
    public IReadOnlyList<RunStatus>? Status { get; init; }
    public DateTimeOffset? CreatedFrom { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Members that the metadata has, with exactly these values: texts, numbers or booleans.</summary>
    public JsonObjectText? Metadata { get; init; }

    /// <summary>The same, with the other's condition wherever there is none.</summary>
    public RunSelection Or(RunSelection other) => new()
    {
        Ids = Ids ?? other.Ids,
        KeptIds = Ids is null ? other.KeptIds : KeptIds,
        ExperimentId = ExperimentId ?? other.ExperimentId,
        Status = Status ?? other.Status,
        CreatedFrom = CreatedFrom ?? other.CreatedFrom,
        CreatedBefore = CreatedBefore ?? other.CreatedBefore,
        Metadata = Metadata ?? other.Metadata,
    };

    /// <summary>Whether the ids alone do not say it.</summary>
    public bool LooksAtRuns => this with { Ids = null, KeptIds = null } != new RunSelection();
}
