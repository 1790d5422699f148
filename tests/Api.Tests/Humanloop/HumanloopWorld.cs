using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>One of each thing that /v5 knows, by the names that <see cref="HumanloopRequests"/> has for their ids.</summary>
internal sealed class HumanloopWorld
{
    private readonly Dictionary<string, string> ids;

    private HumanloopWorld(Dictionary<string, string> ids) => this.ids = ids;

    public static async Task<HumanloopWorld> Of(ApiClient client)
    {
        var flow = await client.HasFlow();
        var earlier = flow;
        flow = await client.HasFlow(flow.TextOf("path"), new { v = 2 });
        var (dataset, evaluator) = (await client.HasDataset(1), await client.HasBooleanEvaluator());
        var (evaluation, other) =
            (await client.HasHumanloopEvaluation(flow, evaluator), await client.HasHumanloopEvaluation(flow, evaluator));
        var run = await client.HasRunOf(evaluation, dataset, flow);
        var elsewhere = await client.HasRunOf(other, dataset, flow);
        var log = await client.HasLog(flow, run, dataset.Datapoints().Single());
        var prompt = (await client.Post("/v5/prompts", new { path = UniqueId.Next("prompt"), model = "m" })).Is(HttpStatusCode.OK);
        var promptLog = (await client.Post("/v5/prompts/log", new { id = prompt.TextOf("id"), output = "o" })).Is(HttpStatusCode.OK);
        await client.HasJudged(evaluator, log, judgment: true);
        return new(new Dictionary<string, string>
        {
            ["FLOW_PATH"] = flow.TextOf("path"),
            ["FLOW_VERSION"] = flow.TextOf("version_id"),
            ["OLD_VERSION"] = earlier.TextOf("version_id"),
            ["FLOW"] = flow.TextOf("id"),
            ["PROMPT_LOG"] = promptLog.TextOf("id"),
            ["PROMPT"] = prompt.TextOf("id"),
            ["DATASET_VERSION"] = dataset.TextOf("version_id"),
            ["DATASET"] = dataset.TextOf("id"),
            ["DATAPOINT"] = dataset.Datapoints().Single(),
            ["EVALUATOR_VERSION"] = evaluator.TextOf("version_id"),
            ["EVALUATOR"] = evaluator.TextOf("id"),
            ["EVALUATION"] = evaluation.TextOf("id"),
            ["OTHER_RUN"] = elsewhere.TextOf("id"),
            ["RUN"] = run.TextOf("id"),
            ["LOG"] = log.TextOf("id"),
        });
    }

    /// <summary>The text with ids in place of names; longer names first, so that none is taken for another.</summary>
    public string Spell(string text) => ids.OrderByDescending(id => id.Key.Length)
        .Aggregate(text, (spelt, id) => spelt.Replace(id.Key, id.Value, StringComparison.Ordinal))
        .Replace("NEW_NAME", UniqueId.Next("name"), StringComparison.Ordinal);

    /// <summary>Whether the text has an id of this world.</summary>
    public bool IsIn(string text) => ids.Values.Any(id => text.Contains(id, StringComparison.Ordinal));
}
