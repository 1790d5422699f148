using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>An evaluation as it is read.</summary>
public sealed record EvaluationView : IEvaluationRow
{
    public required Guid Id { get; init; }
    public required string AccountId { get; init; }
    public required Guid RunId { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public required Guid EvaluationLabelId { get; init; }
    public required double Value { get; init; }
    public string? CreatedBy { get; init; }
    public Guid? CreatedByEvaluatorId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? UpdatedBy { get; init; }
    public Guid? UpdatedByEvaluatorId { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public string? Comment { get; init; }
    public JsonObjectText? Metadata { get; init; }
    public double? Confidence { get; init; }

    /// <summary>1 for an evaluation as it was recorded, and one more with each change.</summary>
    public required int Version { get; init; }

    /// <summary>Names this version among all versions of all evaluations: the opaque part of its entity tag.</summary>
    public required string Tag { get; init; }

    public DateTimeOffset? RetractedAt { get; init; }

    /// <summary>The evaluation as it has just been recorded.</summary>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="hash">Of its entry.</param>
    public static EvaluationView Of(Evaluation recorded, byte[] hash) => new()
    {
        Id = recorded.Id,
        AccountId = recorded.Author.AccountId,
        RunId = recorded.RunId,
        OutputName = recorded.OutputName,
        FieldPath = recorded.FieldPath,
        EvaluationLabelId = recorded.LabelId,
        Value = recorded.Value,
        CreatedBy = recorded.Author.UserId,
        CreatedByEvaluatorId = recorded.Author.EvaluatorId,
        CreatedAt = recorded.CreatedAt,
        Comment = recorded.Comment,
        Metadata = recorded.Metadata,
        Confidence = recorded.Confidence,
        Version = 1,
        Tag = TagOf(1, hash),
    };

    /// <summary>The <see cref="Tag"/> of a version.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="hash">Of its entry.</param>
    public static string TagOf(int version, byte[] hash) =>
        FormattableString.Invariant($"{version}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}");

    public EvaluationView ToView() => this;
}
