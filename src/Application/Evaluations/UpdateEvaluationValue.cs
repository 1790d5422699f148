using System.Diagnostics;
using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Corrects the value of an evaluation: the one thing about it that can change.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record UpdateEvaluationValue : IRequest<Result<EvaluationView>>, ICountedWrite
{
    public static string Outcome => "changed";

    public required Caller Caller { get; init; }
    public required Guid RunId { get; init; }
    public required Guid EvaluationId { get; init; }
    public required double Value { get; init; }

    /// <summary>The entity tags of the versions that may be corrected; any where null.</summary>
    public IReadOnlyList<string>? Versions { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

internal sealed class UpdateEvaluationValueValidator : AbstractValidator<UpdateEvaluationValue>
{
    public UpdateEvaluationValueValidator()
    {
        RuleFor(c => c.Value).Must(double.IsFinite).WithMessage("must be a finite number");
        RuleFor(c => c.Reason).IsReason();
    }
}

internal sealed class UpdateEvaluationValueHandler(IEvaluationRepository evaluations, TimeProvider time)
    : IRequestHandler<UpdateEvaluationValue, Result<EvaluationView>>
{
    public async Task<Result<EvaluationView>> Handle(UpdateEvaluationValue request, CancellationToken cancellationToken)
    {
        var value = Evaluation.WithoutNegativeZero(request.Value);
        var change = new EvaluationWrite(
            request.Caller, request.RunId, request.EvaluationId, time.GetUtcNow(), request.Versions, request.Reason);

        var attempt = await evaluations.ChangeValue(change, value, cancellationToken);
        if (attempt.Written is { } written)
            return written;
        return attempt.Target?.RefusalToChange(value)
            ?? throw new UnreachableException("The statement refused a change that the rules allow.");
    }
}
