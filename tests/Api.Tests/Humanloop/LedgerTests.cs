using System.Net;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>One ledger, two dialects: what comes through /v5 is read, corrected and kept through /v1.</summary>
public sealed class LedgerTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private readonly ApiClient ada = service.User();

    [Fact]
    public async Task A_log_is_a_run()
    {
        var flow = await ada.HasFlow("apps/answers");
        var dataset = await ada.HasDataset(1);
        var evaluation = await ada.HasHumanloopEvaluation(flow, await ada.HasBooleanEvaluator());
        var experiment = await ada.HasRunOf(evaluation, dataset, flow);
        var datapoint = dataset.Datapoints().Single();
        var body = new JsonObject
        {
            ["id"] = flow.TextOf("id"),
            ["run_id"] = experiment.TextOf("id"),
            ["source_datapoint_id"] = datapoint,
            ["output"] = "42 é",
            ["metadata"] = new JsonObject { ["team"] = "blue" },
        };
        var log = (await ada.Post("/v5/flows/log", body)).Is(HttpStatusCode.OK);

        var run = (await ada.Get($"/v1/run/{log.Uuid()}")).Is(HttpStatusCode.OK);

        Assert.Equal("completed", run.TextOf("status"));
        Assert.Equal(experiment.Uuid(), run["experiment_id"].GetGuid());
        Assert.Equal("42 é", run["result"].GetProperty("outputs").GetProperty("output").GetString());
        var metadata = run["metadata"];
        Assert.Equal("apps/answers", metadata.GetProperty("humanloop_path").GetString());
        Assert.Equal(datapoint, metadata.GetProperty("humanloop_datapoint_id").GetString());
        Assert.Equal("blue", metadata.GetProperty("metadata").GetProperty("team").GetString());
        var listed = await ada.Get($"/v1/runs?experiment_id={experiment.Uuid()}");
        Assert.Equal(log.Uuid(), Assert.Single(listed.Items).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task What_a_prompt_used_and_why_it_failed_are_the_runs()
    {
        var prompt = (await ada.Post("/v5/prompts", new { path = UniqueId.Next("prompt"), model = "gpt-4o" })).Is(HttpStatusCode.OK);
        var body = new
        {
            id = prompt.TextOf("id"),
            error = "it broke",
            prompt_tokens = 10,
            output_tokens = 5,
            prompt_cost = 0.25,
            output_cost = 0.5,
        };
        var log = (await ada.Post("/v5/prompts/log", body)).Is(HttpStatusCode.OK);

        var run = (await ada.Get($"/v1/run/{log.Uuid()}")).Is(HttpStatusCode.OK);

        Assert.Equal("failed", run.TextOf("status"));
        Assert.Equal("it broke", run["result"].GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(15, run["total_tokens"].GetInt64());
        Assert.Equal(0.75, run["total_cost"].GetDouble());
    }

    [Theory]
    [InlineData("boolean", "binary")]
    [InlineData("number", "continuous")]
    [InlineData("select", "categorical")]
    public async Task An_evaluators_return_type_makes_a_label(string returns, string valueType)
    {
        var path = UniqueId.Next("judge");
        await Evaluator(returns, path);

        var label = Assert.Single((await ada.Get("/v1/evaluation-labels")).Items);
        var evaluator = Assert.Single((await ada.Get("/v1/evaluators")).Items);

        Assert.Equal(path, label.GetProperty("name").GetString());
        Assert.Equal(valueType, label.GetProperty("value_type").GetString());
        Assert.Equal(path, evaluator.GetProperty("name").GetString());
        Assert.Equal(label.GetProperty("id").GetGuid(), Assert.Single(evaluator.GetProperty("evaluation_label_ids").EnumerateArray()).GetGuid());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("multi_select")]
    public async Task Judgments_that_are_no_number_make_no_label(string returns)
    {
        var evaluator = await Evaluator(returns);
        var log = await ada.HasLog(await ada.HasFlow());
        object judgment = returns == "text" ? "fine" : new[] { "good", "bad" };

        var judged = await ada.HasJudged(evaluator, log, judgment);

        Assert.Empty((await ada.Get("/v1/evaluation-labels")).Items);
        Assert.Empty((await ada.Get($"/v1/run/{log.Uuid()}/evaluations")).Items);
        var read = (await ada.Get($"/v5/logs/{judged.TextOf("id")}")).Is(HttpStatusCode.OK);
        Assert.Equal(JsonNode.Parse(read["judgment"].GetRawText())!.ToJsonString(), System.Text.Json.JsonSerializer.Serialize(judgment));
    }

    [Fact]
    public async Task Versions_with_the_same_values_share_a_label_and_others_have_their_own()
    {
        var path = UniqueId.Next("judge");
        await Evaluator("select", path);
        await ada.HasHumanloopEvaluator("select", path, ("options", Options("good", "bad")), ("attributes", new JsonObject { ["code"] = "2" }));
        Assert.Single((await ada.Get("/v1/evaluation-labels")).Items);

        await ada.HasHumanloopEvaluator("select", path, ("options", Options("good", "fair", "bad")));

        Assert.Equal(
            [path, $"{path} (2)"],
            (await ada.Get("/v1/evaluation-labels")).Items.Select(l => l.GetProperty("name").GetString()));
        Assert.Equal(2, Assert.Single((await ada.Get("/v1/evaluators")).Items).GetProperty("evaluation_label_ids").GetArrayLength());
    }

    [Theory]
    [InlineData("boolean", "true", 1)]
    [InlineData("boolean", "false", 0)]
    [InlineData("number", "0.25", 0.25)]
    [InlineData("select", "\"bad\"", 1)]
    public async Task A_judgment_is_an_evaluation_by_that_evaluator(string returns, string judgment, double value)
    {
        var evaluator = await Evaluator(returns);
        var log = await ada.HasLog(await ada.HasFlow());

        await ada.HasJudged(evaluator, log, JsonNode.Parse(judgment));

        var evaluation = Assert.Single((await ada.Get($"/v1/run/{log.Uuid()}/evaluations")).Items);
        Assert.Equal(value, evaluation.GetProperty("value").GetDouble());
        var author = Assert.Single((await ada.Get("/v1/evaluators")).Items).GetProperty("id").GetGuid();
        Assert.Equal(author, evaluation.GetProperty("created_by_evaluator_id").GetGuid());
    }

    [Fact]
    public async Task A_corrected_value_shows_with_its_history_in_both()
    {
        var (flow, evaluator) = (await ada.HasFlow(), await ada.HasBooleanEvaluator());
        var dataset = await ada.HasDataset(1);
        var evaluation = await ada.HasHumanloopEvaluation(flow, evaluator);
        var run = await ada.HasRunOf(evaluation, dataset, flow);
        var log = await ada.HasLog(flow, run, dataset.Datapoints().Single());
        var judged = await ada.HasJudged(evaluator, log, judgment: false);
        Assert.Equal((0, 1), await Booleans(evaluation));
        var recorded = Assert.Single((await ada.Get($"/v1/run/{log.Uuid()}/evaluations")).Items).GetProperty("id").GetGuid();
        var path = $"/v1/run/{log.Uuid()}/evaluation/{recorded}";

        (await ada.Put(path, new { value = 1, reason = "looked again" })).Is(HttpStatusCode.OK);

        Assert.Equal((1, 0), await Booleans(evaluation));
        Assert.True((await ada.Get($"/v5/logs/{judged.TextOf("id")}"))["judgment"].GetBoolean());
        Assert.Equal(2, (await ada.Get($"{path}/history")).Items.Count());

        (await ada.Delete($"{path}?reason=not+at+all")).Is(HttpStatusCode.NoContent);

        Assert.Equal((0, 0), await Booleans(evaluation));
        Assert.False((await ada.Get($"/v5/logs/{judged.TextOf("id")}")).Json.TryGetProperty("judgment", out _));
    }

    [Fact]
    public async Task A_judgment_that_does_not_fit_changes_nothing()
    {
        var evaluator = await ada.HasHumanloopEvaluator(
            "number", null, ("number_limits", new JsonObject { ["min"] = 0, ["max"] = 1 }));
        var log = await ada.HasLog(await ada.HasFlow());

        var refused = await ada.Judges(evaluator, log, 1.5);

        Assert.Equal(["body.judgment"], refused.Places());
        Assert.Contains("between 0 and 1", refused.Text, StringComparison.Ordinal);
        Assert.Empty((await ada.Get($"/v1/run/{log.Uuid()}/evaluations")).Items);
        Assert.Empty((await ada.Get($"/v5/logs/{log.TextOf("id")}"))["evaluator_logs"].EnumerateArray());
    }

    [Fact]
    public async Task An_evaluators_log_that_is_judged_is_a_run_from_then_on()
    {
        var (evaluator, judge) = (await ada.HasBooleanEvaluator(), await ada.HasBooleanEvaluator());
        var log = await ada.HasLog(await ada.HasFlow());
        var judged = await ada.HasJudged(evaluator, log, judgment: true);
        (await ada.Get($"/v1/run/{judged.Uuid()}")).Is(HttpStatusCode.NotFound, "run_not_found");

        await ada.HasJudged(judge, judged, judgment: false);

        (await ada.Get($"/v1/run/{judged.Uuid()}")).Is(HttpStatusCode.OK);
        Assert.Single((await ada.Get($"/v1/run/{judged.Uuid()}/evaluations")).Items);
    }

    [Fact]
    public async Task A_deleted_log_leaves_its_evaluations_and_nothing_of_what_it_said()
    {
        var evaluator = await ada.HasBooleanEvaluator();
        var flow = await ada.HasFlow();
        var log = await ada.HasLog(flow, output: "a secret");
        var judged = await ada.HasJudged(evaluator, log, judgment: true);

        (await ada.Delete($"/v5/logs?id={log.TextOf("id")}")).Is(HttpStatusCode.NoContent);

        (await ada.Get($"/v5/logs/{log.TextOf("id")}")).IsRefused(HttpStatusCode.NotFound, "log_not_found");
        (await ada.Get($"/v5/logs/{judged.TextOf("id")}")).IsRefused(HttpStatusCode.NotFound, "log_not_found");
        Assert.Single((await ada.Get($"/v1/run/{log.Uuid()}/evaluations")).Items);
        Assert.DoesNotContain("secret", (await ada.Get($"/v1/run/{log.Uuid()}")).Text, StringComparison.Ordinal);
        var version = await ada.Get($"/v5/flows/{flow.TextOf("id")}");
        Assert.Equal(0, version["version_logs_count"].GetInt32());
    }

    private Task<Answer> Evaluator(string returns, string? path = null) => returns is "select" or "multi_select"
        ? ada.HasHumanloopEvaluator(returns, path, ("options", Options("good", "bad")))
        : ada.HasHumanloopEvaluator(returns, path);

    private static JsonArray Options(params string[] names) =>
        new([.. names.Select(name => new JsonObject { ["name"] = name })]);

    private async Task<(int True, int False)> Booleans(Answer evaluation)
    {
        var stats = (await ada.StatsOf(evaluation)).GetProperty("run_stats")[0].GetProperty("evaluator_stats")[0];
        return (stats.GetProperty("num_true").GetInt32(), stats.GetProperty("num_false").GetInt32());
    }
}
