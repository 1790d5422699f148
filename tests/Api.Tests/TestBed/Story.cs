using System.Net;
using System.Text.Json.Nodes;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>What a test needs to exist, told over the API.</summary>
internal static class Story
{
    public static async Task<Guid> HasRun(this ApiClient client, object? body = null) =>
        (await client.Post("/v1/runs", body ?? new { status = "completed" })).Is(HttpStatusCode.Created).Id;

    public static Task<Guid> HasBinaryLabel(this ApiClient client) => client.HasLabel("binary");

    public static Task<Guid> HasContinuousLabel(this ApiClient client, double min = 0, double max = 100) =>
        client.HasLabel("continuous", ("min_value", min), ("max_value", max));

    public static Task<Guid> HasOrdinalLabel(this ApiClient client, params string[] categories) =>
        client.HasLabel("ordinal", ("categories", new JsonArray([.. categories.Select(c => JsonValue.Create(c))])));

    public static async Task<Guid> HasLabel(
        this ApiClient client, string valueType, params (string Name, JsonNode Value)[] constraint)
    {
        var body = new JsonObject { ["name"] = UniqueId.Next("label"), ["value_type"] = valueType };
        foreach (var (name, value) in constraint)
            body[name] = value;
        return (await client.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created).Id;
    }

    public static async Task<Guid> HasEvaluator(this ApiClient client, params Guid[] labels)
    {
        var body = new { name = UniqueId.Next("evaluator"), kind = "llm", evaluation_label_ids = labels };
        return (await client.Post("/v1/evaluators", body)).Is(HttpStatusCode.Created).Id;
    }

    public static Task<Answer> Records(this ApiClient client, Guid run, Guid label, double value) =>
        client.Post($"/v1/run/{run}/evaluations", new { evaluation_label_id = label, value });

    public static async Task<Answer> HasEvaluation(this ApiClient client, double value = 1)
    {
        var (run, label) = (await client.HasRun(), await client.HasContinuousLabel());
        return (await client.Records(run, label, value)).Is(HttpStatusCode.Created);
    }

    public static string PathOf(Answer evaluation) =>
        $"/v1/run/{evaluation["run_id"].GetGuid()}/evaluation/{evaluation.Id}";
}
