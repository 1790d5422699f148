using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluators;

/// <summary>Replaces an evaluator's name, description and labels. Its kind is fixed: it says what its past judgments are.</summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record UpdateEvaluator(
    Caller Caller,
    Guid EvaluatorId,
    string Name,
    string? Description,
    IReadOnlyList<Guid> EvaluationLabelIds) : IRequest<Result<EvaluatorView>>, IUserRequest;

internal sealed class UpdateEvaluatorValidator : AbstractValidator<UpdateEvaluator>
{
    public UpdateEvaluatorValidator()
    {
        RuleFor(c => c.Name).IsName();
        RuleFor(c => c.Description).AtMost(TextRules.MaxDescriptionLength);
        RuleFor(c => c.EvaluationLabelIds).AreLabelIds();
    }
}

internal sealed class UpdateEvaluatorHandler(IEvaluatorRepository evaluators, TimeProvider time)
    : IRequestHandler<UpdateEvaluator, Result<EvaluatorView>>
{
    public Task<Result<EvaluatorView>> Handle(UpdateEvaluator request, CancellationToken cancellationToken)
    {
        var change = new EvaluatorChange(
            request.Caller,
            request.EvaluatorId,
            request.Name,
            request.Description,
            request.EvaluationLabelIds,
            time.GetUtcNow());
        return evaluators.Update(change, cancellationToken);
    }
}
