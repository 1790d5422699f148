using System.Globalization;
using System.Text.Json.Nodes;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Answers;

/// <summary>
/// The figures of a suite as Humanloop's clients read them. A client tells the kind of an evaluator by the members that are
/// there, so that each kind has its own and no others.
/// </summary>
internal static class StatsJson
{
    public static JsonObject Of(SuiteStatsView view) => new()
    {
        ["run_stats"] = new JsonArray([.. view.Experiments.Select(experiment => Of(view.Suite, experiment))]),
        // A client that is given a text here moves a cursor that it may not have, and dies; the empty one it leaves alone.
        ["progress"] = "",
        ["report"] = StatsReport.Of(view),
        ["status"] = SuiteJson.NameOf(view.Status),
    };

    private static JsonObject Of(SuiteView suite, ExperimentStatsView view)
    {
        var json = new JsonObject
        {
            ["run_id"] = SuiteJson.Id(view.Experiment.Id),
            ["num_logs"] = view.Figures.Logs,
            ["evaluator_stats"] = new JsonArray(
                [.. suite.Evaluators.Zip(view.Figures.Evaluators, (evaluator, figures) => Of(evaluator, figures))]),
            ["status"] = SuiteJson.NameOf(view.Status),
        };
        if (view.Experiment is { FileKind: { } kind, VersionId: { } version })
            json["version_id"] = HumanloopId.OfVersion(kind, version);
        return json;
    }

    private static JsonObject Of(SuiteEvaluatorView evaluator, EvaluatorFigures figures)
    {
        var spec = EvaluatorSpec.Of(evaluator.Version.Content);
        var json = new JsonObject
        {
            ["evaluator_version_id"] = HumanloopId.OfVersion(FileKind.Evaluator, evaluator.Version.VersionId),
            ["total_logs"] = figures.Total,
            ["num_judgments"] = figures.Judgments,
            ["num_nulls"] = figures.Nulls,
            ["num_errors"] = figures.Errors,
        };
        switch (spec.Returns)
        {
            case JudgmentType.Boolean:
                json["num_true"] = figures.Counts.GetValueOrDefault("1");
                json["num_false"] = figures.Counts.GetValueOrDefault("0");
                break;
            case JudgmentType.Number:
                AddDistribution(json, figures);
                break;
            case JudgmentType.Select or JudgmentType.MultiSelect:
                json["num_judgments_per_option"] = PerOption(spec, figures);
                break;
            default:
                break;
        }

        return json;
    }

    private static void AddDistribution(JsonObject json, EvaluatorFigures figures)
    {
        json["percentiles"] = new JsonObject(EvaluatorFigures.Shares
            .Zip(figures.Percentiles ?? [])
            .Select(p => KeyValuePair.Create(
                (p.First * 100).ToString("0.#", CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(p.Second))));
        if (figures.Mean is { } mean)
            json["mean"] = mean;
        if (figures.Sum is { } sum)
            json["sum"] = sum;
        if (figures.Deviation is { } deviation)
            json["std"] = deviation;
    }

    /// <summary>Every option that there is, and those that came besides.</summary>
    private static JsonObject PerOption(EvaluatorSpec spec, EvaluatorFigures figures)
    {
        var counts = spec.Options.ToDictionary(option => option, _ => 0L);
        foreach (var (option, count) in figures.Counts)
        {
            var name = spec.Returns is JudgmentType.Select && spec.Constraint is not null
                ? spec.Options[int.Parse(option, CultureInfo.InvariantCulture)]
                : option;
            counts[name] = count;
        }

        return new JsonObject(counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)JsonValue.Create(c.Value))));
    }
}
