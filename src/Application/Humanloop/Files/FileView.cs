using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>A version of a file, with what is known of the file.</summary>
public sealed record FileView
{
    public required Guid FileId { get; init; }
    public required FileKind Kind { get; init; }
    public required string Path { get; init; }
    public required Guid VersionId { get; init; }

    /// <summary>What the version says, as it was sent: members of the wire, null ones left out.</summary>
    public required JsonObjectText Content { get; init; }

    public string? VersionName { get; init; }
    public string? VersionDescription { get; init; }

    /// <summary>Of the version.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Of the file.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the version was made.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the version had its last Log; when it was made, if it had none.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    public required long VersionLogs { get; init; }
    public required long TotalLogs { get; init; }

    /// <summary>How many datapoints there are; null where the file is no dataset.</summary>
    public int? Datapoints { get; init; }

    /// <summary>The environments that the version is deployed to.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>Of an evaluator: the evaluator of the ledger that its judgments are recorded as.</summary>
    public Guid? EvaluatorId { get; init; }

    /// <summary>Of an evaluator: the label that its judgments are recorded against, where the ledger holds them.</summary>
    public Guid? EvaluationLabelId { get; init; }
}

/// <summary>A datapoint of a dataset.</summary>
public sealed record DatapointView(Guid Id, JsonObjectText Content);

/// <summary>A version of a dataset, with its datapoints where they were asked for.</summary>
public sealed record FileDetail(FileView File, IReadOnlyList<DatapointView>? Datapoints = null);

/// <summary>An environment, and the version of a file that it has, if any.</summary>
/// <param name="Environment">Which.</param>
/// <param name="CreatedAt">When it got its version; when the file was made, where it has none.</param>
/// <param name="Version">The version.</param>
public sealed record FileEnvironmentView(DeploymentEnvironment Environment, DateTimeOffset CreatedAt, FileView? Version);
