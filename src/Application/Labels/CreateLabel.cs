using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Labels;

/// <summary>Defines what evaluations may judge, and what their value may be.</summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record CreateLabel(Caller Caller, string Name, string? Description, ValueConstraint Constraint)
    : IRequest<Result<LabelView>>, IUserRequest, ICreatingRequest<LabelView>
{
    public IdempotencyKey? IdempotencyKey { get; init; }
}

internal sealed class CreateLabelValidator : AbstractValidator<CreateLabel>
{
    public CreateLabelValidator()
    {
        RuleFor(c => c.Name).IsName();
        RuleFor(c => c.Description).AtMost(TextRules.MaxDescriptionLength);
        RuleFor(c => c.Constraint).Custom((constraint, context) =>
        {
            foreach (var (field, reason) in constraint.Faults())
                context.AddFailure(field, reason);
        });
    }
}

internal sealed class CreateLabelHandler(ILabelRepository labels, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateLabel, Result<LabelView>>
{
    public Task<Result<LabelView>> Handle(CreateLabel request, CancellationToken cancellationToken)
    {
        var label = new NewLabel(
            ids.Next(),
            request.Caller,
            request.Name,
            request.Description,
            request.Constraint,
            time.GetUtcNow());
        return labels.Create(label, cancellationToken);
    }
}
