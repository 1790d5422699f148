using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Application.Statistics.Agreement;

/// <summary>What there is to tell of the agreement of raters; each figure is computed when it is asked for.</summary>
internal sealed class AgreementAnswer(
    LabelView label, Selection selection, AgreementMetric metric, AgreementSettings settings, AgreementFold fold, Basis basis)
{
    private const string NoCategories = "The label is continuous: its scores are no categories to agree on.";

    private readonly BootstrapSettings bootstrap = new((ulong)settings.Seed, settings.Resamples);
    private readonly EvaluationSearch comparable = new() { Selection = selection, Counted = true, MinRaters = 2 };

    private long ComparableTargets => fold.Categories?.ComparableTargets ?? fold.Scores!.ComparableTargets;

    public AgreementView Tell() => new()
    {
        Basis = basis,
        Label = label,
        Metric = metric,
        Settings = settings,
        Targets = fold.Categories?.Targets ?? fold.Scores!.Targets,
        ComparableTargets = ComparableTargets,
        ObservedAgreement = ObservedAgreement(),
        FleissKappa = FleissKappa(),
        KrippendorffAlpha = KrippendorffAlpha(),
        Raters = Raters(),
        Pairs = Pairs(),
        Disagreements = [.. fold.Disagreements.Select(Tell)],
    };

    public Figure FleissKappa() => OfCategories(
        "Fleiss' kappa", categories => categories.FleissKappa(settings.Confidence, bootstrap));

    public Figure KrippendorffAlpha() => new(
        fold.Categories?.KrippendorffAlpha(metric, settings.Confidence, bootstrap)
            ?? fold.Scores!.KrippendorffAlpha(metric, settings.Confidence, bootstrap),
        comparable);

    private Figure ObservedAgreement() => OfCategories(
        "Observed agreement", categories => categories.ObservedAgreement(settings.Confidence, bootstrap));

    private Figure OfCategories(string method, Func<CategoryAgreement, Estimate> estimate) => new(
        fold.Categories is { } categories
            ? estimate(categories)
            : Estimate.Undefined(ComparableTargets, method, NoCategories),
        comparable);

    private List<RaterView> Raters()
    {
        var biases = label.ValueType is EvaluationValueType.Categorical
            ? []
            : fold.Categories?.Biases(settings.Confidence) ?? fold.Scores!.Biases(settings.Confidence);
        var byRater = biases.ToDictionary(bias => bias.Rater, bias => bias.Bias);
        return
        [
            .. fold.Raters.Select(one => new RaterView(
                one.Rater,
                one.Ratings,
                byRater.TryGetValue(one.Index, out var bias)
                    ? new Figure(bias, comparable with { RatedBy = [one.Rater] })
                    : null)),
        ];
    }

    private List<PairView> Pairs()
    {
        if (fold.Scores is { } scores)
            return [.. scores.Pairs(settings.Confidence).Select(Tell)];
        return [.. fold.Categories!.Pairs(settings.Confidence, bootstrap).Select(Tell)];
    }

    private PairView Tell(ScorePairAgreement pair)
    {
        var (a, b, rows) = Between(pair.RaterA, pair.RaterB);
        return new PairView(a, b, pair.N)
        {
            MeanDifference = new Figure(pair.MeanDifference, rows),
            MeanAbsoluteDifference = new Figure(pair.MeanAbsoluteDifference, rows),
            Pearson = new Figure(pair.Pearson, rows),
            Concordance = new Figure(pair.ConcordanceCorrelation, rows),
        };
    }

    private PairView Tell(PairAgreement pair)
    {
        var (a, b, rows) = Between(pair.RaterA, pair.RaterB);
        var ordered = label.ValueType is EvaluationValueType.Ordinal;
        return new PairView(a, b, pair.N)
        {
            ObservedAgreement = new Figure(pair.ObservedAgreement, rows),
            CohenKappa = new Figure(pair.Kappa, rows),
            CohenKappaLinear = ordered ? new Figure(pair.LinearKappa, rows) : null,
            CohenKappaQuadratic = ordered ? new Figure(pair.QuadraticKappa, rows) : null,
        };
    }

    private (Rater A, Rater B, EvaluationSearch Rows) Between(int first, int second)
    {
        var (a, b) = (fold.RaterAt(first), fold.RaterAt(second));
        return (a, b, comparable with { Selection = selection.By(a, b) });
    }

    private DisagreementView Tell(AgreementFold.Target target) => new()
    {
        RunId = target.RunId,
        OutputName = target.OutputName,
        FieldPath = target.FieldPath,
        Distance = target.Distance,
        Ratings = [.. target.Ratings.Select(rating => (fold.RaterAt(rating.Rater), rating.Value))],
        Rows = comparable with { Selection = selection.Of(target.RunId, target.OutputName, target.FieldPath) },
    };
}
