using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>A question that cannot be meant is refused, and what is wrong with it named.</summary>
public sealed class StrictnessTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Id = "01990000-0000-7000-8000-0000000000aa";

    /// <summary>A question that each endpoint takes.</summary>
    private static readonly Dictionary<string, string> Good = new()
    {
        ["statistics"] = "{}",
        ["agreement"] = """{"evaluation_label_id":"LABEL"}""",
        ["calibration"] = """{"evaluation_label_id":"LABEL","evaluator_id":"ID","gold":{"authors":["ada"]}}""",
        ["comparison"] = """{"evaluation_label_id":"LABEL","baseline":{"run_status":["failed"]},"candidate":{"run_ids":["ID"]}}""",
        ["coverage"] = """{"evaluation_label_id":"LABEL"}""",
        ["gate"] = """{"conditions":[{"figure":"mean","evaluation_label_id":"LABEL","at_least":1}]}""",
    };

    public static TheoryData<string, string, string, string> Wrong { get; } = new()
    {
        { "statistics", "quantiles", "[1.01]", "quantiles" },
        { "statistics", "quantiles", "[-0.1]", "quantiles" },
        { "statistics", "quantiles", "[\"0.5\"]", "quantiles[0]" },
        { "statistics", "quantiles", Many(101, "0.5"), "quantiles" },
        { "statistics", "bins", "0", "bins" },
        { "statistics", "bins", "1001", "bins" },
        { "statistics", "bins", "1.5", "bins" },
        { "statistics", "group_by", "[\"author\",\"author\"]", "group_by" },
        { "statistics", "group_by", "[\"hour\",\"day\"]", "group_by" },
        { "statistics", "group_by", "[\"Author\"]", "group_by[0]" },
        { "statistics", "group_by", "[0]", "group_by[0]" },
        { "statistics", "evaluation_label_ids", "[]", "evaluation_label_ids" },
        { "statistics", "evaluation_label_ids", "[null]", "evaluation_label_ids[0]" },
        { "agreement", "evaluation_label_id", "null", "evaluation_label_id" },
        { "agreement", "metric", "\"euclid\"", "metric" },
        { "agreement", "seed", "-1", "seed" },
        { "agreement", "seed", "1.5", "seed" },
        { "agreement", "resamples", "-1", "resamples" },
        { "agreement", "resamples", "10001", "resamples" },
        { "agreement", "disagreements", "-1", "disagreements" },
        { "agreement", "disagreements", "1001", "disagreements" },
        { "agreement", "evaluation_label_ids", "[\"ID\"]", "evaluation_label_ids" },
        { "calibration", "gold", "null", "gold" },
        { "calibration", "gold", "{\"user\":\"ada\"}", "gold.user" },
        { "calibration", "gold", "{\"authors\":[\"a b\"]}", "gold.authors" },
        { "calibration", "evaluator_id", "null", "evaluator_id" },
        { "calibration", "drift", "\"month\"", "drift" },
        { "calibration", "authors", "[\"ada\"]", "authors" },
        { "comparison", "baseline", "null", "baseline" },
        { "comparison", "baseline", "{}", "baseline" },
        { "comparison", "candidate", "{}", "candidate" },
        { "comparison", "baseline", "{\"run_ids\":[]}", "baseline.run_ids" },
        { "comparison", "candidate", "{\"run_metadata\":{\"a\":[]}}", "candidate.run_metadata" },
        { "comparison", "baseline", "{\"output_name\":\"a\"}", "baseline.output_name" },
        { "comparison", "evaluation_label_id", "null", "evaluation_label_ids" },
        { "comparison", "test", "\"sign\"", "test" },
        { "comparison", "detect", "0", "detect" },
        { "comparison", "detect", "-1", "detect" },
        { "comparison", "power", "0.49", "power" },
        { "comparison", "power", "1", "power" },
        { "coverage", "evaluation_label_id", "null", "evaluation_label_ids" },
        { "coverage", "raters", "0", "raters" },
        { "coverage", "raters", "1001", "raters" },
        { "coverage", "limit", "0", "limit" },
        { "coverage", "limit", "1001", "limit" },
        { "coverage", "after", "\"x\"", "after" },
        { "gate", "conditions", "null", "conditions" },
    };

    /// <summary>Of the members that every question has.</summary>
    public static TheoryData<string, string, string> WrongEverywhere { get; } = new()
    {
        { "unknown", "1", "unknown" },
        { "run_ids", "[]", "run_ids" },
        { "run_ids", "[1]", "run_ids[0]" },
        { "run_ids", "\"ID\"", "run_ids" },
        { "run_status", "[]", "run_status" },
        { "run_status", "[\"done\"]", "run_status[0]" },
        { "run_created_from", "\"2025-01-01\"", "run_created_from" },
        { "run_metadata", "{}", "run_metadata" },
        { "run_metadata", "{\"a\":null}", "run_metadata" },
        { "run_metadata", "{\"a\":{}}", "run_metadata" },
        { "run_metadata", "[]", "run_metadata" },
        { "run_metadata", "{\"a\":1e-400000}", "run_metadata" },
        { "run_metadata", "{\"a\":1E-99999999999}", "run_metadata" },
        { "run_metadata", "{\"a\":[1]}", "run_metadata" },
        { "output_name", "1", "output_name" },
        { "missing", "[\"value\"]", "missing[0]" },
        { "created_from", "\"yesterday\"", "created_from" },
        { "as_of", "\"2999-01-01T00:00:00Z\"", "as_of" },
        { "experiment_id", "\"1\"", "experiment_id" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_member_that_cannot_be_is_400_and_named(string question, string member, string value, string field) =>
        (await Asked(service.User(), question, member, value)).Names(field);

    [Theory]
    [MemberData(nameof(WrongEverywhere))]
    public async Task So_is_one_of_the_selection_whatever_is_asked(string member, string value, string field)
    {
        var ada = service.User();
        foreach (var question in Good.Keys)
            (await Asked(ada, question, member, value)).Names(field);
    }

    [Fact]
    public async Task Confidence_lies_between_a_half_and_nearly_1()
    {
        var ada = service.User();
        foreach (var question in Good.Keys.Where(question => question != "coverage"))
        {
            foreach (var wrong in (string[])["0.49", "0.99991", "1", "95", "-1", "\"0.9\""])
                (await Asked(ada, question, "confidence", wrong)).Names("confidence");
            foreach (var right in (string[])["0.5", "0.9999", "null"])
                Assert.NotEqual(400, (await Asked(ada, question, "confidence", right)).Status);
        }
    }

    [Fact]
    public async Task Two_conditions_that_exclude_each_other_are_refused()
    {
        var ada = service.User();
        (string, string)[] both =
        [
            ("""{"created_from":"2025-01-02T00:00:00Z","created_before":"2025-01-01T00:00:00Z"}""", "created_from"),
            ("""{"run_created_from":"2025-01-02T00:00:00Z","run_created_before":"2025-01-01T00:00:00Z"}""", "run_created_from"),
            ("""{"output_name":"a","missing":["output_name"]}""", "output_name"),
            ("""{"field_path":"a","missing":["field_path"]}""", "field_path"),
            ("""{"authors":["a b"]}""", "authors"),
            ("""{"authors":[]}""", "authors"),
            ("""{"evaluator_ids":[]}""", "evaluator_ids"),
            ($$"""{"output_name":"{{new string('x', 1_001)}}"}""", "output_name"),
            ($$"""{"run_ids":{{Many(10_001, $"\"{Id}\"")}}}""", "run_ids"),
            ($$"""{"evaluation_label_ids":[{{string.Join(',', Enumerable.Range(0, 101).Select(_ => $"\"{UniqueId.Next()}\""))}}]}""", "evaluation_label_ids"),
            ($$"""{"authors":[{{string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"\"a{i}\""))}}]}""", "authors"),
            ("{\"run_metadata\":{" + string.Join(',', Enumerable.Range(0, 21).Select(i => $"\"a{i}\":1")) + "}}", "run_metadata"),
            ("{\"run_metadata\":{\"a\":\"" + new string('x', 2_041) + "\"}}", "run_metadata"),
            ($"{{\"authors\":[{string.Join(',', Enumerable.Range(10, 17).Select(i => $"\"{new string('x', 119)}{i}\""))}]}}", "authors"),
        ];
        foreach (var (body, field) in both)
            (await ada.Post("/v1/statistics", body)).Names(field);
    }

    [Fact]
    public async Task A_body_is_an_object_of_JSON()
    {
        var ada = service.User();
        foreach (var question in Good.Keys)
        {
            foreach (var body in (string[])["", "[]", "null", "1", "{", "{\"run_ids\":null,\"run_ids\":null}"])
                Assert.Equal(400, (await ada.Post($"/v1/{question}", body)).Status);
            (await ada.Get($"/v1/{question}")).Is(HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact]
    public async Task The_good_questions_are_good()
    {
        var ada = service.User();
        foreach (var question in Good.Keys)
            (await Asked(ada, question, "output_name", "null")).Is(HttpStatusCode.OK);
    }

    private static async Task<Answer> Asked(ApiClient ada, string question, string member, string value)
    {
        var label = await ada.HasBinaryLabel();
        var body = JsonNode.Parse(Fill(Good[question]))!;
        body[member] = JsonNode.Parse(Fill(value));
        return await ada.Post($"/v1/{question}", body);

        string Fill(string text) => text.Replace("LABEL", $"{label}", StringComparison.Ordinal).Replace("ID", Id, StringComparison.Ordinal);
    }

    private static string Many(int count, string item) =>
        string.Create(CultureInfo.InvariantCulture, $"[{string.Join(',', Enumerable.Repeat(item, count))}]");
}
