using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Reads one evaluation of a run, as it is or as it was at a moment.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetEvaluation(Caller Caller, Guid RunId, Guid EvaluationId, DateTimeOffset? AsOf = null)
    : IRequest<Result<EvaluationView>>, IReadRequest;

internal sealed class GetEvaluationValidator : AbstractValidator<GetEvaluation>
{
    public GetEvaluationValidator(TimeProvider time) => RuleFor(q => q.AsOf).HasPassed(time);
}

internal sealed class GetEvaluationHandler(IEvaluationRepository evaluations)
    : IRequestHandler<GetEvaluation, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(GetEvaluation request, CancellationToken cancellationToken)
    {
        var (accountId, runId, id) = (request.Caller.AccountId, request.RunId, request.EvaluationId);
        var evaluation = await evaluations.Get(accountId, runId, id, request.AsOf, cancellationToken);
        if (evaluation is null)
            return EvaluationErrors.NotFound;
        return evaluation.RetractedAt is null ? evaluation : EvaluationErrors.Retracted;
    }
}
