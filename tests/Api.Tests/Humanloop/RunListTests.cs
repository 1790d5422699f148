using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>The list of an Evaluation's Runs, as the published page shows it.</summary>
public sealed class RunListTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>The members of the sample on the page, in its order.</summary>
    private static readonly string[] OfRun =
        ["id", "orchestrated", "added_at", "created_at", "status", "control", "dataset", "version", "created_by"];

    private static readonly string[] OfDataset =
        ["path", "id", "name", "version_id", "created_at", "updated_at", "last_used_at", "datapoints_count"];

    private static readonly string[] OfPrompt =
    [
        "path", "id", "model", "name", "version_id", "created_at", "updated_at", "last_used_at", "version_logs_count",
        "total_logs_count", "inputs",
    ];

    private readonly ApiClient ada = service.User();

    [Fact]
    public async Task It_has_exactly_the_members_of_the_published_sample()
    {
        var prompt = (await ada.Post("/v5/prompts", new { path = "apps/answers", model = "gpt-4o", template = "Hello {{name}}" }))
            .Is(HttpStatusCode.OK);
        var evaluation = await ada.HasHumanloopEvaluation(prompt, await ada.HasBooleanEvaluator());
        await ada.HasRunOf(evaluation, await ada.HasDataset(), prompt);

        var list = (await ada.Get($"/v5/evaluations/{evaluation.TextOf("id")}/runs")).Is(HttpStatusCode.OK);

        var run = Assert.Single(list["runs"].EnumerateArray());
        Assert.Equal(["runs"], Members(list.Json));
        Assert.Equal(OfRun, Members(run));
        // What a client tells the kinds apart by, and where it is deployed, are more than the sample has.
        Assert.Equal(OfDataset.Concat(["type", "created_by"]).Order(), Members(run.GetProperty("dataset")).Order());
        Assert.Equal(
            OfPrompt.Concat(["type", "created_by", "template", "environments"]).Order(),
            Members(run.GetProperty("version")).Order());
        Assert.Equal(["name"], Members(run.GetProperty("version").GetProperty("inputs")[0]));
        Assert.Equal(["id", "email_address"], Members(run.GetProperty("created_by")));
    }

    [Fact]
    public async Task The_latest_run_is_first_here_and_in_the_stats()
    {
        var (flow, dataset) = (await ada.HasFlow(), await ada.HasDataset());
        var evaluation = await ada.HasHumanloopEvaluation(flow, await ada.HasBooleanEvaluator());
        var runs = new List<string>();
        for (var i = 0; i < 3; i++)
            runs.Insert(0, (await ada.HasRunOf(evaluation, dataset, flow)).TextOf("id"));

        var list = await ada.Get($"/v5/evaluations/{evaluation.TextOf("id")}/runs");
        var stats = await ada.StatsOf(evaluation);

        Assert.Equal(runs, list["runs"].EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
        Assert.Equal(runs, stats.GetProperty("run_stats").EnumerateArray().Select(r => r.GetProperty("run_id").GetString()!));
    }

    [Fact]
    public async Task An_abandoned_run_does_not_hold_up_the_next_one()
    {
        var (flow, dataset) = (await ada.HasFlow(), await ada.HasDataset(1));
        var evaluator = await ada.HasBooleanEvaluator();
        var evaluation = await ada.HasHumanloopEvaluation(flow, evaluator);
        await ada.HasRunOf(evaluation, dataset, flow);
        var next = await ada.HasRunOf(evaluation, dataset, flow);
        Assert.Equal("pending", (await ada.StatsOf(evaluation)).GetProperty("status").GetString());

        var log = await ada.HasLog(flow, next, dataset.Datapoints().Single());
        Assert.Equal("running", (await ada.StatsOf(evaluation)).GetProperty("status").GetString());
        await ada.HasJudged(evaluator, log, judgment: true);

        Assert.Equal("completed", (await ada.StatsOf(evaluation)).GetProperty("status").GetString());
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(m => m.Name);
}
