using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;

namespace RunEvaluations.Application.Statistics.Agreement;

/// <summary>Finds how far raters agree who have judged the same targets.</summary>
internal sealed class AgreementReading(IRatings ratings, ILabelRepository labels)
{
    public async Task<Result<AgreementAnswer>> Read(
        string accountId,
        Guid labelId,
        Selection selection,
        AgreementSettings settings,
        CancellationToken cancellationToken)
    {
        if (await labels.Get(accountId, labelId, cancellationToken) is not { } label)
            return LabelErrors.NotFound;
        var metric = settings.Metric ?? MetricFit.Of(label.ValueType);
        if (MetricFit.Problem(label.ValueType, metric) is { } problem)
            return StatisticsErrors.MethodDoesNotFit("metric", problem);

        var ofLabel = selection with { LabelIds = [labelId] };
        var fold = new AgreementFold(label.ToConstraint(), metric, settings);
        var counts = await ratings.Fold(accountId, ofLabel, fold, cancellationToken);
        if (fold.HasTooMany)
            return StatisticsErrors.TooManyRaters(AgreementFold.MaxRaters);
        return new AgreementAnswer(label, ofLabel, metric, settings, fold, Basis.Of(selection.AsOf!.Value, counts));
    }
}
