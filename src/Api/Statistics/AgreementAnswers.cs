using RunEvaluations.Application.Statistics.Agreement;

namespace RunEvaluations.Api.Statistics;

internal static class AgreementAnswers
{
    public static AgreementResponse ToResponse(this AgreementView view) => new()
    {
        EvaluationLabelId = view.Label.Id,
        EvaluationLabelName = view.Label.Name,
        ValueType = view.Label.ValueType,
        AsOf = view.Basis.AsOf,
        Metric = view.Metric,
        Confidence = view.Settings.Confidence,
        Seed = view.Settings.Seed,
        Resamples = view.Settings.Resamples,
        Counted = view.Basis.Counted,
        SetAside = view.Basis.SetAside,
        Note = view.Basis.Note,
        Targets = view.Targets,
        ComparableTargets = view.ComparableTargets,
        ObservedAgreement = view.ObservedAgreement.ToResponse(),
        FleissKappa = view.FleissKappa.ToResponse(),
        KrippendorffAlpha = view.KrippendorffAlpha.ToResponse(),
        Raters = [.. view.Raters.Select(rater => new RaterAgreementResponse(RaterResponse.Of(rater.Rater), rater.N, Figures.OrNull(rater.Bias)))],
        Pairs = [.. view.Pairs.Select(Of)],
        Disagreements = [.. view.Disagreements.Select(Of)],
    };

    private static PairResponse Of(PairView pair) => new()
    {
        A = RaterResponse.Of(pair.A),
        B = RaterResponse.Of(pair.B),
        N = pair.N,
        ObservedAgreement = Figures.OrNull(pair.ObservedAgreement),
        CohenKappa = Figures.OrNull(pair.CohenKappa),
        CohenKappaLinear = Figures.OrNull(pair.CohenKappaLinear),
        CohenKappaQuadratic = Figures.OrNull(pair.CohenKappaQuadratic),
        MeanDifference = Figures.OrNull(pair.MeanDifference),
        MeanAbsoluteDifference = Figures.OrNull(pair.MeanAbsoluteDifference),
        Pearson = Figures.OrNull(pair.Pearson),
        Concordance = Figures.OrNull(pair.Concordance),
    };

    private static DisagreementResponse Of(DisagreementView target) => new()
    {
        RunId = target.RunId,
        OutputName = target.OutputName,
        FieldPath = target.FieldPath,
        Distance = target.Distance,
        Ratings = [.. target.Ratings.Select(rating => new RatingResponse(RaterResponse.Of(rating.Rater), rating.Value))],
        Evaluations = target.Rows.Link(),
    };
}
