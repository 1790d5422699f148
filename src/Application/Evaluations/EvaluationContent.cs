using FluentValidation;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>What a caller says of an evaluation when recording it, alone or with others.</summary>
public record EvaluationContent
{
    public required Guid RunId { get; init; }
    public required Guid EvaluationLabelId { get; init; }
    public required double Value { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public string? Comment { get; init; }
    public JsonObjectText? Metadata { get; init; }
    public double? Confidence { get; init; }

    internal Evaluation ToEvaluation(Guid id, Caller author, DateTimeOffset now) => new()
    {
        Id = id,
        Author = author,
        RunId = RunId,
        LabelId = EvaluationLabelId,
        Value = Value,
        OutputName = OutputName,
        FieldPath = FieldPath,
        Comment = Comment,
        Metadata = Metadata,
        Confidence = Confidence,
        CreatedAt = now,
    };
}

internal sealed class EvaluationContentValidator : AbstractValidator<EvaluationContent>
{
    public EvaluationContentValidator()
    {
        RuleFor(c => c.Value).Must(double.IsFinite).WithMessage("must be a finite number");
        RuleFor(c => c.OutputName).AtMost(Evaluation.MaxTargetLength);
        RuleFor(c => c.FieldPath).AtMost(Evaluation.MaxTargetLength);
        RuleFor(c => c.Comment).AtMost(Evaluation.MaxCommentLength);
        RuleFor(c => c.Metadata).AtMostBytes(Evaluation.MaxMetadataBytes);
        RuleFor(c => c.Confidence).Must(c => c is null or (>= 0 and <= 1)).WithMessage("must be a number from 0 to 1");
    }
}
