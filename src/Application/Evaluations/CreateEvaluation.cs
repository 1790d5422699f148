using System.Diagnostics;
using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Records a judgment of a run. Its author is the caller.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record CreateEvaluation
    : IRequest<Result<EvaluationView>>, ICreatingRequest<EvaluationView>, ISharingRequest, ICountedWrite
{
    public static string Outcome => "created";

    public required Caller Caller { get; init; }
    public required Guid RunId { get; init; }
    public required Guid EvaluationLabelId { get; init; }
    public required double Value { get; init; }
    public string? OutputName { get; init; }
    public string? FieldPath { get; init; }
    public string? Comment { get; init; }
    public JsonObjectText? Metadata { get; init; }
    public double? Confidence { get; init; }
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>With a key it is one of several statements of a transaction.</summary>
    public bool MayShare => IdempotencyKey is null;
}

internal sealed class CreateEvaluationValidator : AbstractValidator<CreateEvaluation>
{
    public CreateEvaluationValidator()
    {
        RuleFor(c => c.Value).Must(double.IsFinite).WithMessage("must be a finite number");
        RuleFor(c => c.OutputName).AtMost(Evaluation.MaxTargetLength);
        RuleFor(c => c.FieldPath).AtMost(Evaluation.MaxTargetLength);
        RuleFor(c => c.Comment).AtMost(Evaluation.MaxCommentLength);
        RuleFor(c => c.Metadata).AtMostBytes(Evaluation.MaxMetadataBytes);
        RuleFor(c => c.Confidence).Must(c => c is null or (>= 0 and <= 1)).WithMessage("must be a number from 0 to 1");
    }
}

internal sealed class CreateEvaluationHandler(IEvaluationRepository evaluations, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateEvaluation, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(CreateEvaluation request, CancellationToken cancellationToken)
    {
        var evaluation = new Evaluation
        {
            Id = ids.Next(),
            Author = request.Caller,
            RunId = request.RunId,
            LabelId = request.EvaluationLabelId,
            Value = request.Value,
            OutputName = request.OutputName,
            FieldPath = request.FieldPath,
            Comment = request.Comment,
            Metadata = request.Metadata,
            Confidence = request.Confidence,
            CreatedAt = time.GetUtcNow(),
        };

        var attempt = await evaluations.Create(evaluation, cancellationToken);
        if (attempt.Written is { } written)
            return written;
        return attempt.Target?.RefusalToCreate(evaluation.Value)
            ?? throw new UnreachableException("The statement refused an evaluation that the rules allow.");
    }
}
