using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Logs;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Humanloop's Evaluation: evaluators, and the experiments that they judge.</summary>
public sealed record SuiteView(SuiteRow Suite, IReadOnlyList<SuiteEvaluatorView> Evaluators);

/// <summary>A suite as it is kept.</summary>
public sealed record SuiteRow
{
    public required Guid Id { get; init; }
    public Guid? FileId { get; init; }
    public FileKind? FileKind { get; init; }
    public string? Name { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required long Experiments { get; init; }
}

/// <summary>An evaluator of a suite.</summary>
/// <param name="Version">The version that judges.</param>
/// <param name="Orchestrated">As it was added; what judges elsewhere does so whatever is said here.</param>
/// <param name="AddedAt">When it was added.</param>
public sealed record SuiteEvaluatorView(FileView Version, bool Orchestrated, DateTimeOffset AddedAt);

/// <summary>Humanloop's Run of an Evaluation, in one of the suites that have it: a version over a dataset.</summary>
public sealed record ExperimentView(
    ExperimentRow Experiment, ExperimentStatus Status, FileView? Dataset, FileView? Version);

/// <summary>An experiment as it is kept.</summary>
public sealed record ExperimentRow
{
    public required Guid Id { get; init; }
    public Guid? DatasetVersionId { get; init; }
    public Guid? VersionId { get; init; }

    /// <summary>The file of the version.</summary>
    public Guid? FileId { get; init; }

    public FileKind? FileKind { get; init; }
    public required bool Orchestrated { get; init; }
    public ExperimentStatus? ClosedAs { get; init; }

    /// <summary>How many datapoints the dataset has.</summary>
    public int? Expected { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was added to the suite.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When it last got a Log or a judgment; when it was made, if it has none.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether it is the one that the others of the suite are compared with.</summary>
    public bool Control { get; init; }
}

/// <summary>How the experiments of a suite have come out, the latest first.</summary>
public sealed record SuiteStatsView(
    SuiteView Suite, ExperimentStatus Status, IReadOnlyList<ExperimentStatsView> Experiments);

/// <summary>How an experiment has come out.</summary>
public sealed record ExperimentStatsView(ExperimentRow Experiment, ExperimentStatus Status, ExperimentFigures Figures);

/// <summary>A Log of an experiment, with the datapoint that it answers.</summary>
public sealed record ExperimentLogView(Guid ExperimentId, LogView Log, DatapointView? Datapoint);
