using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Evaluations;

/// <summary>
/// A judgment of a run, or of one of its outputs, against a label. Only its value can ever change; everything else is
/// fixed when it is recorded.
/// </summary>
public sealed record Evaluation
{
    public const int MaxTargetLength = 1_000;
    public const int MaxCommentLength = 10_000;
    public const int MaxMetadataBytes = 16 * 1024;

    private readonly double value;
    private readonly DateTimeOffset createdAt;

    public required Guid Id { get; init; }

    /// <summary>The account it belongs to, and the user or evaluator who judges.</summary>
    public required Caller Author { get; init; }

    public required Guid RunId { get; init; }

    public required Guid LabelId { get; init; }

    /// <summary>The judgment as a number; what it means is the label's to say. Negative zero is kept as zero.</summary>
    public required double Value
    {
        get => value;
        init => this.value = WithoutNegativeZero(value);
    }

    /// <summary>The key of the run's outputs that is judged, or null for the run as a whole.</summary>
    public string? OutputName { get; init; }

    /// <summary>The path inside that output, or null for the output as a whole.</summary>
    public string? FieldPath { get; init; }

    public string? Comment { get; init; }

    public JsonObjectText? Metadata { get; init; }

    /// <summary>How sure the author is, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>In UTC, to the microsecond below.</summary>
    public required DateTimeOffset CreatedAt
    {
        get => createdAt;
        init => createdAt = new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    public static double WithoutNegativeZero(double value) => value == 0 ? 0 : value;
}
