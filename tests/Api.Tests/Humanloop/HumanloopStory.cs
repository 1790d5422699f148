using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>What a test needs to exist on /v5, told over the API.</summary>
internal static class HumanloopStory
{
    public static async Task<Answer> HasFlow(this ApiClient client, string? path = null, object? attributes = null) =>
        (await client.Post("/v5/flows", new { path = path ?? UniqueId.Next("flow"), attributes = attributes ?? new { v = 1 } }))
            .Is(HttpStatusCode.OK);

    /// <summary>A dataset whose datapoints have the inputs <c>q</c>: 1, 2 and so on.</summary>
    public static async Task<Answer> HasDataset(this ApiClient client, int datapoints = 2, string? path = null)
    {
        var body = new
        {
            path = path ?? UniqueId.Next("dataset"),
            datapoints = Enumerable.Range(1, datapoints)
                .Select(i => new { inputs = new { q = $"{i}" }, target = new { answer = i } }),
        };
        return (await client.Post("/v5/datasets?include_datapoints=true", body)).Is(HttpStatusCode.OK);
    }

    public static Task<Answer> HasBooleanEvaluator(this ApiClient client, string? path = null) =>
        client.HasHumanloopEvaluator("boolean", path);

    public static Task<Answer> HasSelectEvaluator(this ApiClient client, params string[] options) =>
        client.HasHumanloopEvaluator("select", null, ("options", new JsonArray(
            [.. options.Select(o => new JsonObject { ["name"] = o })])));

    public static async Task<Answer> HasHumanloopEvaluator(
        this ApiClient client, string returns, string? path = null, params (string Name, JsonNode? Value)[] more)
    {
        var spec = new JsonObject
        {
            ["arguments_type"] = "target_free",
            ["return_type"] = returns,
            ["evaluator_type"] = "external",
        };
        foreach (var (name, value) in more)
            spec[name] = value;
        var body = new JsonObject { ["path"] = path ?? UniqueId.Next("evaluator"), ["spec"] = spec };
        return (await client.Post("/v5/evaluators", body)).Is(HttpStatusCode.OK);
    }

    public static async Task<Answer> HasHumanloopEvaluation(
        this ApiClient client, Answer file, params IEnumerable<Answer> evaluators)
    {
        var body = new
        {
            name = UniqueId.Next("evaluation"),
            file = new { id = file.TextOf("id") },
            evaluators = evaluators.Select(e => new { id = e.TextOf("id") }),
        };
        return (await client.Post("/v5/evaluations", body)).Is(HttpStatusCode.Created);
    }

    public static async Task<Answer> HasRunOf(this ApiClient client, Answer evaluation, Answer dataset, Answer version)
    {
        var body = new
        {
            dataset = new { version_id = dataset.TextOf("version_id") },
            version = new { version_id = version.TextOf("version_id") },
            orchestrated = false,
        };
        return (await client.Post($"/v5/evaluations/{evaluation.TextOf("id")}/runs", body)).Is(HttpStatusCode.OK);
    }

    public static async Task<Answer> HasLog(
        this ApiClient client, Answer flow, Answer? run = null, string? datapoint = null, string output = "answer")
    {
        var body = new { id = flow.TextOf("id"), run_id = run?.TextOf("id"), source_datapoint_id = datapoint, output };
        return (await client.Post($"/v5/flows/log?version_id={flow.TextOf("version_id")}", body)).Is(HttpStatusCode.OK);
    }

    public static Task<Answer> Judges(this ApiClient client, Answer evaluator, Answer log, object? judgment) =>
        client.Post(
            $"/v5/evaluators/log?version_id={evaluator.TextOf("version_id")}",
            new { parent_id = log.TextOf("id"), judgment });

    public static async Task<Answer> HasJudged(this ApiClient client, Answer evaluator, Answer log, object? judgment) =>
        (await client.Judges(evaluator, log, judgment)).Is(HttpStatusCode.OK);

    public static async Task<JsonElement> StatsOf(this ApiClient client, Answer evaluation) =>
        (await client.Get($"/v5/evaluations/{evaluation.TextOf("id")}/stats")).Is(HttpStatusCode.OK).Json;

    public static IEnumerable<string> Datapoints(this Answer dataset) =>
        dataset["datapoints"].EnumerateArray().Select(d => d.GetProperty("id").GetString()!);

    public static string TextOf(this Answer answer, string member) => answer[member].GetString()!;

    /// <summary>The UUID behind an id.</summary>
    public static Guid Uuid(this Answer answer, string member = "id") => Guid.ParseExact(answer.TextOf(member).Split('_')[1], "N");

    /// <summary>The answer itself, if it is a refusal with this status and code, as Humanloop's clients read it.</summary>
    public static Answer IsRefused(this Answer answer, HttpStatusCode status, string code)
    {
        answer.Is(status);
        Assert.Equal(code, answer.Code);
        Assert.Matches("^[0-9a-f]{32}$", answer["trace_id"].GetString());
        return answer;
    }

    /// <summary>The places of the faults of a 422, such as <c>body.evaluators.0.id</c>.</summary>
    public static IEnumerable<string> Places(this Answer answer) =>
        answer.Is(HttpStatusCode.UnprocessableEntity)["detail"].EnumerateArray()
            .Select(fault => string.Join('.', fault.GetProperty("loc").EnumerateArray().Select(step => step.ToString())));
}
