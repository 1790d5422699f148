using System.Text.Json.Nodes;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Answers;

/// <summary>Suites and experiments as Humanloop's clients read them: as Evaluations and their Runs.</summary>
internal static class SuiteJson
{
    public static JsonObject Of(SuiteView view, HttpRequest request)
    {
        var suite = view.Suite;
        var id = HumanloopId.Of(HumanloopId.Suite, suite.Id);
        var json = new JsonObject
        {
            ["id"] = id,
            ["runs_count"] = suite.Experiments,
            ["evaluators"] = new JsonArray([.. view.Evaluators.Select(Of)]),
            ["created_at"] = FileJson.Time(suite.CreatedAt),
            ["updated_at"] = FileJson.Time(suite.UpdatedAt),
            ["created_by"] = FileJson.User(suite.CreatedBy),
            ["url"] = $"{request.Scheme}://{request.Host}{request.PathBase}/v5/evaluations/{id}",
        };
        if (suite.Name is { } name)
            json["name"] = name;
        if (suite is { FileId: { } fileId, FileKind: { } kind })
            json["file_id"] = HumanloopId.OfFile(kind, fileId);
        return json;
    }

    public static JsonObject Of(ExperimentView view)
    {
        var experiment = view.Experiment;
        var json = new JsonObject
        {
            ["id"] = Id(experiment.Id),
            ["orchestrated"] = experiment.Orchestrated,
            ["added_at"] = FileJson.Time(experiment.AddedAt),
            ["created_at"] = FileJson.Time(experiment.CreatedAt),
            ["status"] = NameOf(view.Status),
            ["control"] = experiment.Control,
        };
        if (view.Dataset is { } dataset)
            json["dataset"] = FileJson.Of(dataset);
        if (view.Version is { } version)
            json["version"] = FileJson.Of(version);
        json["created_by"] = FileJson.User(experiment.CreatedBy);
        return json;
    }

    public static JsonObject Of(ExperimentLogView view)
    {
        var json = new JsonObject
        {
            ["run_id"] = Id(view.ExperimentId),
            ["log"] = LogJson.Of(view.Log),
            ["evaluator_logs"] = new JsonArray([.. view.Log.EvaluatorLogs.Select(LogJson.Of)]),
        };
        if (view.Datapoint is { } datapoint)
            json["datapoint"] = FileJson.Of(datapoint);
        return json;
    }

    public static string Id(Guid experimentId) => HumanloopId.Of(HumanloopId.Experiment, experimentId);

    public static string NameOf(ExperimentStatus status) => status.ToString().ToLowerInvariant();

    private static JsonObject Of(SuiteEvaluatorView evaluator) => new()
    {
        ["version"] = FileJson.Of(evaluator.Version),
        ["orchestrated"] = evaluator.Orchestrated,
        ["added_at"] = FileJson.Time(evaluator.AddedAt),
    };
}
