using System.Globalization;
using System.Text;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Answers;

/// <summary>The figures of a suite as a text for a console: a line for each evaluator of each experiment.</summary>
internal static class StatsReport
{
    public static string Of(SuiteStatsView view)
    {
        var report = new StringBuilder();
        foreach (var experiment in view.Experiments)
        {
            report.Append(CultureInfo.InvariantCulture, $"{SuiteJson.Id(experiment.Experiment.Id)}: ")
                .Append(CultureInfo.InvariantCulture, $"{SuiteJson.NameOf(experiment.Status)}, ")
                .AppendLine(Amount(experiment.Figures.Logs, "Log"));
            foreach (var (evaluator, figures) in view.Suite.Evaluators.Zip(experiment.Figures.Evaluators))
                report.Append("  ").Append(evaluator.Version.Path).Append(": ").AppendLine(Line(evaluator, figures));
        }

        return report.ToString();
    }

    private static string Line(SuiteEvaluatorView evaluator, EvaluatorFigures figures)
    {
        var words = Amount(figures.Judgments, "judgment");
        if (figures.Nulls > 0)
            words += ", " + Amount(figures.Nulls, "abstention");
        if (figures.Errors > 0)
            words += ", " + Amount(figures.Errors, "error");
        if (figures is not { Mean: { } mean, Judgments: > 0 })
            return words;
        return EvaluatorSpec.Of(evaluator.Version.Content).Returns switch
        {
            JudgmentType.Boolean => words + string.Create(CultureInfo.InvariantCulture, $", {mean:P0} true"),
            JudgmentType.Number => words + string.Create(CultureInfo.InvariantCulture, $", mean {mean:0.####}"),
            _ => words,
        };
    }

    private static string Amount(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
