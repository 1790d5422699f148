using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Records a judgment of a run. Its author is the caller.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record CreateEvaluation
    : EvaluationContent, IRequest<Result<EvaluationView>>, ICreatingRequest<EvaluationView>, ISharingRequest, ICountedWrite
{
    public static string Outcome => "created";

    public required Caller Caller { get; init; }
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>With a key it is one of several statements of a transaction.</summary>
    public bool MayShare => IdempotencyKey is null;
}

internal sealed class CreateEvaluationValidator : AbstractValidator<CreateEvaluation>
{
    public CreateEvaluationValidator() => Include(new EvaluationContentValidator());
}

internal sealed class CreateEvaluationHandler(IEvaluationRepository evaluations, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateEvaluation, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(CreateEvaluation request, CancellationToken cancellationToken)
    {
        var evaluation = request.ToEvaluation(ids.Next(), request.Caller, time.GetUtcNow());
        var attempt = await evaluations.Create(evaluation, cancellationToken);
        return attempt.ToRecorded(evaluation);
    }
}
