using System.Globalization;

namespace RunEvaluations.Api.Statistics;

/// <summary>The figures of each answer, one after the other.</summary>
internal static class FigureRows
{
    public static IEnumerable<FigureRow> Rows(this StatisticsResponse answer) => answer.Distributions.SelectMany(Rows);

    public static IEnumerable<FigureRow> Rows(this AgreementResponse answer)
    {
        var about = new FigureRow("")
        {
            EvaluationLabelId = answer.EvaluationLabelId,
            EvaluationLabelName = answer.EvaluationLabelName,
        };
        yield return (about with { Figure = "observed_agreement" }).With(answer.ObservedAgreement);
        yield return (about with { Figure = "fleiss_kappa" }).With(answer.FleissKappa);
        yield return (about with { Figure = "krippendorff_alpha" }).With(answer.KrippendorffAlpha);
        foreach (var (rater, _, bias) in answer.Raters)
        {
            if (bias is not null)
                yield return (about with { Figure = "bias", Of = Of(rater) }).With(bias);
        }

        foreach (var pair in answer.Pairs)
        {
            var both = about with { Of = Of(pair.A), Other = pair.B };
            foreach (var (name, figure) in Named(pair))
            {
                if (figure is not null)
                    yield return (both with { Figure = name }).With(figure);
            }
        }

        foreach (var target in answer.Disagreements)
            yield return about with
            {
                Figure = "disagreement",
                RunId = target.RunId,
                Of = new GroupResponse { OutputName = target.OutputName, FieldPath = target.FieldPath },
                Value = target.Distance,
                N = target.Ratings.Count,
                Evaluations = target.Evaluations,
            };
    }

    public static IEnumerable<FigureRow> Rows(this CalibrationResponse answer)
    {
        var about = new FigureRow("")
        {
            EvaluationLabelId = answer.EvaluationLabelId,
            EvaluationLabelName = answer.EvaluationLabelName,
            Of = new GroupResponse { EvaluatorId = answer.EvaluatorId },
        };
        var periods = answer.Drift.SelectMany(period => Rows(period.Figures, about with
        {
            Of = about.Of with { From = period.From, Before = period.Before },
        }));
        var categories = answer.Confusion?.Categories.SelectMany(category =>
        {
            var of = about with { Category = category.Value };
            return new[]
            {
                (of with { Figure = "precision" }).With(category.Precision),
                (of with { Figure = "recall" }).With(category.Recall),
                (of with { Figure = "f1" }).With(category.F1),
            };
        });
        var cells = answer.Confusion?.Counts.SelectMany((row, gold) => row.Select((count, predicted) => about with
        {
            Figure = string.Create(CultureInfo.InvariantCulture, $"targets with gold {gold}"),
            Category = predicted,
            Value = count,
        }));
        return [.. Rows(answer.Figures, about), .. categories ?? [], .. cells ?? [], .. periods];
    }

    private static IEnumerable<FigureRow> Rows(CalibrationFiguresResponse all, FigureRow about) =>
        new (string Name, FigureResponse? Figure)[]
        {
            ("accuracy", all.Accuracy), ("precision", all.Precision), ("recall", all.Recall), ("f1", all.F1),
            ("mean_error", all.MeanError), ("mean_absolute_error", all.MeanAbsoluteError), ("pearson", all.Pearson),
            ("spearman", all.Spearman), ("kendall_tau_b", all.KendallTauB),
        }
            .Where(one => one.Figure is not null)
            .Select(one => (about with { Figure = one.Name }).With(one.Figure!));

    private static IEnumerable<FigureRow> Rows(DistributionResponse one)
    {
        var about = new FigureRow("")
        {
            EvaluationLabelId = one.EvaluationLabelId,
            EvaluationLabelName = one.EvaluationLabelName,
            Of = one.Group,
            N = one.N,
            Evaluations = one.Evaluations,
        };
        yield return about with { Figure = "n", Value = one.N };
        yield return about with { Figure = "runs", Value = one.Runs };
        if (one.Mean is not null)
            yield return (about with { Figure = "mean" }).With(one.Mean);
        if (one.Min is not null)
        {
            yield return about with { Figure = "standard_deviation", Value = one.StandardDeviation };
            yield return about with { Figure = "min", Value = one.Min };
            yield return about with { Figure = "max", Value = one.Max };
        }

        foreach (var (probability, value) in one.Quantiles ?? [])
            yield return about with { Figure = string.Create(CultureInfo.InvariantCulture, $"quantile {probability}"), Value = value };
        foreach (var (from, to, count, evaluations) in one.Histogram ?? [])
            yield return about with
            {
                Figure = string.Create(CultureInfo.InvariantCulture, $"count from {from} to {to}"),
                Value = count,
                Evaluations = evaluations,
            };
        foreach (var (value, name, count, share, evaluations) in one.Categories ?? [])
        {
            var of = about with { Category = value };
            yield return of with { Figure = $"count of {name}", Value = count, Evaluations = evaluations };
            yield return (of with { Figure = $"share of {name}" }).With(share);
        }
    }

    private static (string Name, FigureResponse? Figure)[] Named(PairResponse pair) =>
    [
        ("observed_agreement", pair.ObservedAgreement), ("cohen_kappa", pair.CohenKappa),
        ("cohen_kappa_linear", pair.CohenKappaLinear), ("cohen_kappa_quadratic", pair.CohenKappaQuadratic),
        ("mean_difference", pair.MeanDifference), ("mean_absolute_difference", pair.MeanAbsoluteDifference),
        ("pearson", pair.Pearson), ("concordance", pair.Concordance),
    ];

    private static GroupResponse Of(RaterResponse rater) => new() { Author = rater.Author, EvaluatorId = rater.EvaluatorId };
}
