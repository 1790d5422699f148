using FluentValidation;
using MediatR;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Agreement;

/// <summary>Says how far raters agree who have judged the same targets against a label.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetAgreement(Caller Caller, Guid LabelId, Selection Selection, AgreementSettings Settings)
    : IRequest<Result<AgreementView>>, ISelectingRequest;

internal sealed class GetAgreementValidator : AbstractValidator<GetAgreement>
{
    public GetAgreementValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Settings).SetValidator(new AgreementSettingsValidator()).OverridePropertyName("");
    }
}

internal sealed class AgreementSettingsValidator : AbstractValidator<AgreementSettings>
{
    public AgreementSettingsValidator()
    {
        RuleFor(s => s.Confidence).IsConfidence();
        RuleFor(s => s.Seed).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
        RuleFor(s => s.Resamples).InclusiveBetween(0, AgreementSettings.MaxResamples)
            .WithMessage($"must be from 0 to {AgreementSettings.MaxResamples}");
        RuleFor(s => s.Disagreements).InclusiveBetween(0, AgreementSettings.MaxDisagreements)
            .WithMessage($"must be from 0 to {AgreementSettings.MaxDisagreements}");
    }
}

internal sealed class GetAgreementHandler(AgreementReading reading, Selections selections)
    : IRequestHandler<GetAgreement, Result<AgreementView>>
{
    public async Task<Result<AgreementView>> Handle(GetAgreement request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var selection = await selections.Fix(account, request.Selection, cancellationToken);
        var read = await reading.Read(account, request.LabelId, selection, request.Settings, cancellationToken);
        return read.Error is { } refusal ? refusal : read.Value.Tell();
    }
}
