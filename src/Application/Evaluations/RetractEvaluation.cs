using System.Diagnostics;
using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Takes an evaluation back: it is no longer read or listed, and its history is kept.</summary>
/// <param name="Caller">Who takes it back.</param>
/// <param name="RunId">The run.</param>
/// <param name="EvaluationId">Its evaluation.</param>
/// <param name="Versions">The entity tags of the versions that may be retracted; any where null.</param>
/// <param name="Reason">Why.</param>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record RetractEvaluation(
    Caller Caller, Guid RunId, Guid EvaluationId, IReadOnlyList<string>? Versions, string? Reason)
    : IRequest<Result<EvaluationView>>, ICountedWrite
{
    public static string Outcome => "retracted";
}

internal sealed class RetractEvaluationValidator : AbstractValidator<RetractEvaluation>
{
    public RetractEvaluationValidator() => RuleFor(c => c.Reason).IsReason();
}

internal sealed class RetractEvaluationHandler(IEvaluationRepository evaluations, TimeProvider time)
    : IRequestHandler<RetractEvaluation, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(RetractEvaluation request, CancellationToken cancellationToken)
    {
        var retraction = new EvaluationWrite(
            request.Caller, request.RunId, request.EvaluationId, time.GetUtcNow(), request.Versions, request.Reason);

        var attempt = await evaluations.Retract(retraction, cancellationToken);
        if (attempt.Written is { } written)
            return written;
        return attempt.Target?.RefusalToRetract()
            ?? throw new UnreachableException("The statement refused a retraction that the rules allow.");
    }
}
