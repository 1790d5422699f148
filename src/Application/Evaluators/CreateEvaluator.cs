using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

/// <summary>Registers something that judges runs, and the labels it may fill.</summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record CreateEvaluator(
    Caller Caller,
    string Name,
    string? Description,
    EvaluatorKind Kind,
    IReadOnlyList<Guid> EvaluationLabelIds)
    : IRequest<Result<EvaluatorView>>, IUserRequest, ICreatingRequest<EvaluatorView>
{
    public IdempotencyKey? IdempotencyKey { get; init; }
}

internal sealed class CreateEvaluatorValidator : AbstractValidator<CreateEvaluator>
{
    public CreateEvaluatorValidator()
    {
        RuleFor(c => c.Name).IsName();
        RuleFor(c => c.Description).AtMost(TextRules.MaxDescriptionLength);
        RuleFor(c => c.EvaluationLabelIds).AreLabelIds();
    }
}

internal sealed class CreateEvaluatorHandler(IEvaluatorRepository evaluators, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateEvaluator, Result<EvaluatorView>>
{
    public Task<Result<EvaluatorView>> Handle(CreateEvaluator request, CancellationToken cancellationToken)
    {
        var evaluator = new Evaluator
        {
            Id = ids.Next(),
            CreatedBy = request.Caller,
            Name = request.Name,
            Description = request.Description,
            Kind = request.Kind,
            LabelIds = request.EvaluationLabelIds,
            CreatedAt = time.GetUtcNow(),
        };
        return evaluators.Create(evaluator, cancellationToken);
    }
}
