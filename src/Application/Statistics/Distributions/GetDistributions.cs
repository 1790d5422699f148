using FluentValidation;
using MediatR;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Statistics.Distributions;

/// <summary>Describes the values of each label and group: how many, their mean and spread, or the share of each category.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetDistributions(Caller Caller, Selection Selection, DistributionSettings Settings)
    : IRequest<Result<DistributionsView>>, ISelectingRequest;

internal sealed class GetDistributionsValidator : AbstractValidator<GetDistributions>
{
    private static readonly Grouping[] Times = [Grouping.Hour, Grouping.Day, Grouping.Week];

    public GetDistributionsValidator(TimeProvider time)
    {
        this.AddSelectionRules(time);
        RuleFor(q => q.Settings.GroupBy).Must(by => by is null || by.Distinct().Count() == by.Count)
            .WithMessage("must not name the same twice")
            .Must(by => by is null || by.Count(Times.Contains) <= 1).WithMessage("must name one of hour, day and week at most")
            .OverridePropertyName(nameof(DistributionSettings.GroupBy));
        RuleFor(q => q.Settings.Quantiles).Must(all => all.Count <= DistributionSettings.MaxQuantiles)
            .WithMessage($"must number at most {DistributionSettings.MaxQuantiles}")
            .Must(all => all.All(p => p is >= 0 and <= 1)).WithMessage("must each be from 0 to 1")
            .OverridePropertyName(nameof(DistributionSettings.Quantiles));
        RuleFor(q => q.Settings.Bins).InclusiveBetween(1, DistributionSettings.MaxBins)
            .WithMessage($"must be from 1 to {DistributionSettings.MaxBins}")
            .OverridePropertyName(nameof(DistributionSettings.Bins));
        RuleFor(q => q.Settings.Confidence).IsConfidence().OverridePropertyName(nameof(DistributionSettings.Confidence));
    }
}

internal sealed class GetDistributionsHandler(DistributionReading reading, Selections selections)
    : IRequestHandler<GetDistributions, Result<DistributionsView>>
{
    public async Task<Result<DistributionsView>> Handle(GetDistributions request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var selection = await selections.Fix(account, request.Selection, cancellationToken);
        return await reading.Read(account, selection, request.Settings, cancellationToken);
    }
}
