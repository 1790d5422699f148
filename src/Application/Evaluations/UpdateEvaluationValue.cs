using System.Diagnostics;
using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Corrects the value of an evaluation: the one thing about it that can change.</summary>
public sealed record UpdateEvaluationValue(Caller Caller, Guid RunId, Guid EvaluationId, double Value)
    : IRequest<Result<EvaluationView>>, IAccountRequest;

internal sealed class UpdateEvaluationValueValidator : AbstractValidator<UpdateEvaluationValue>
{
    public UpdateEvaluationValueValidator() =>
        RuleFor(c => c.Value).Must(double.IsFinite).WithMessage("must be a finite number");
}

internal sealed class UpdateEvaluationValueHandler(IEvaluationRepository evaluations, TimeProvider time)
    : IRequestHandler<UpdateEvaluationValue, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(UpdateEvaluationValue request, CancellationToken cancellationToken)
    {
        var value = Evaluation.WithoutNegativeZero(request.Value);
        var change = new ValueChange(request.Caller, request.RunId, request.EvaluationId, value, time.GetUtcNow());

        var attempt = await evaluations.ChangeValue(change, cancellationToken);
        if (attempt.Written is { } written)
            return written;
        return attempt.Target.RefusalToChange(value)
            ?? throw new UnreachableException("The statement refused a change that the rules allow.");
    }
}
