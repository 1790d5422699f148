using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Labels;

/// <summary>Replaces a label's name and description. What its value may be is fixed.</summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record UpdateLabel(Caller Caller, Guid LabelId, string Name, string? Description)
    : IRequest<Result<LabelView>>, IUserRequest;

internal sealed class UpdateLabelValidator : AbstractValidator<UpdateLabel>
{
    public UpdateLabelValidator()
    {
        RuleFor(c => c.Name).IsName();
        RuleFor(c => c.Description).AtMost(TextRules.MaxDescriptionLength);
    }
}

internal sealed class UpdateLabelHandler(ILabelRepository labels, TimeProvider time)
    : IRequestHandler<UpdateLabel, Result<LabelView>>
{
    public Task<Result<LabelView>> Handle(UpdateLabel request, CancellationToken cancellationToken)
    {
        var change =
            new LabelChange(request.Caller, request.LabelId, request.Name, request.Description, time.GetUtcNow());
        return labels.Update(change, cancellationToken);
    }
}
