using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.Errors;
using RunEvaluations.Api.Tests.Idempotency;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class RecordingBatchesTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Good = """{"evaluation_label_id":"LABEL","value":1}""";
    private static readonly (string, string) SameTrace = ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    /// <summary>What the single call refuses, whatever is wrong with it.</summary>
    private static readonly (string Name, int Status, string Item)[] Bad =
    [
        ("nothing", 400, "{}"), ("null", 400, "null"), ("a number", 400, "1"), ("a text", 400, "\"{}\""), ("an array", 400, "[]"),
        ("an item in an array", 400, $"[{Good}]"),
        ("no value", 400, """{"evaluation_label_id":"LABEL"}"""),
        ("no label", 400, """{"value":1}"""),
        ("an empty value", 400, """{"evaluation_label_id":"LABEL","value":null}"""),
        ("a value in quotes", 400, """{"evaluation_label_id":"LABEL","value":"1"}"""),
        ("a label that is no id", 400, """{"evaluation_label_id":"l","value":1}"""),
        ("three things at once", 400, """{"evaluation_label_id":7,"confidence":"x","created_by":"eve"}"""),
        ("an unknown member", 400, """{"evaluation_label_id":"LABEL","value":1,"Comment":""}"""),
        ("a member twice", 400, """{"evaluation_label_id":"LABEL","value":1,"value":1}"""),
        ("a member twice, once with an escape", 400, """{"evaluation_label_id":"LABEL","value":1,"valu\u0065":1}"""),
        ("a number too large", 400, """{"evaluation_label_id":"LABEL","value":1e400}"""),
        ("a NUL", 400, """{"evaluation_label_id":"LABEL","value":1,"comment":"a\u0000"}"""),
        ("a NUL in a name", 400, """{"evaluation_label_id":"LABEL","value":1,"metadata":{"a\u0000":1}}"""),
        ("half a character", 400, """{"evaluation_label_id":"LABEL","value":1,"output_name":"\ud83d"}"""),
        ("metadata that are none", 400, """{"evaluation_label_id":"LABEL","value":1,"metadata":[]}"""),
        ("deep metadata", 400, $$$"""{"evaluation_label_id":"LABEL","value":1,"metadata":{"a":{{{Times("[", 40)}}}{{{Times("]", 40)}}}}}"""),
        ("bottomless metadata", 400, $$$"""{"metadata":{{{Times("""{"a":""", 5000)}}}1{{{Times("}", 5000)}}}}"""),
        ("a long comment", 400, $$"""{"evaluation_label_id":"LABEL","value":1,"comment":"{{Times("x", 10_001)}}"}"""),
        ("a long path", 400, $$"""{"evaluation_label_id":"LABEL","value":1,"field_path":"{{Times("x", 1001)}}"}"""),
        ("much metadata", 400, $$$"""{"evaluation_label_id":"LABEL","value":1,"metadata":{"a":"{{{Times("x", 16_384)}}}"}}"""),
        ("too much confidence", 400, """{"evaluation_label_id":"LABEL","value":1,"confidence":1.5}"""),
        ("a value that does not fit", 422, """{"evaluation_label_id":"LABEL","value":0.30000000000000004}"""),
        ("a huge value", 422, """{"evaluation_label_id":"LABEL","value":-1e300}"""),
        ("a label that is not there", 404, """{"evaluation_label_id":"0198c0de-7a3b-7c4d-8e5f-0123456789ab","value":1}"""),
        ("a label of another account", 404, """{"evaluation_label_id":"FOREIGN","value":1}"""),
        ("an archived label", 409, """{"evaluation_label_id":"ARCHIVED","value":1}"""),
    ];

    public static TheoryData<string> BadItems => [.. Bad.Select(bad => bad.Name)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_evaluation_is_there_under_its_id_and_version_in_the_order_of_the_batch(bool allOrNone)
    {
        var (ada, world) = await AWorld();
        var body = Filled(
            world,
            """
            [ {"evaluation_label_id":"LABEL","value":1,"comment":" é 🙂 "}, {"value":0 ,"evaluation_label_id":"LABEL"},
              {"evaluation_label_id":"LABEL","value":1,"metadata":{"z":1.0,"a":[ ]},"output_name":"o","field_path":"f","confidence":0.5} ]
            """);

        var answer = (await ada.Post(BatchOf(world, allOrNone), body)).Is(HttpStatusCode.OK);

        Assert.Equal((3, 0), (answer["created"].GetInt32(), answer["refused"].GetInt32()));
        var listed = (await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items.ToList();
        Assert.Equal(listed.Select(e => e.GetProperty("id").GetGuid()), Results(answer).Select(r => r.GetProperty("id").GetGuid()));
        foreach (var (index, result) in Results(answer).Index())
        {
            Assert.Equal(["index", "status", "id", "etag"], result.EnumerateObject().Select(m => m.Name));
            Assert.Equal((index, 201), (result.GetProperty("index").GetInt32(), result.GetProperty("status").GetInt32()));
            var read = await ada.Get($"/v1/run/{world["RUN"]}/evaluation/{result.GetProperty("id")}");
            Assert.Equal(read.Is(HttpStatusCode.OK).Headers["ETag"], result.GetProperty("etag").GetString());
            Assert.Equal("ada", read["created_by"].GetString());
        }

        Assert.Equal(" é 🙂 ", listed[0].GetProperty("comment").GetString());
        Assert.Equal(0, listed[1].GetProperty("value").GetDouble());
        Assert.Equal("""{"z":1.0,"a":[ ]}""", listed[2].GetProperty("metadata").GetRawText());
    }

    [Theory]
    [MemberData(nameof(BadItems))]
    public async Task What_is_wrong_with_an_item_is_told_as_the_single_call_tells_it_to_the_byte(string name)
    {
        var (_, status, item) = Bad.Single(bad => bad.Name == name);
        var (ada, world) = await AWorld();
        var single = await ada.Send(
            HttpMethod.Post, $"/v1/run/{world["RUN"]}/evaluations", Filled(world, item), SameTrace);
        Assert.Equal(status, single.Status);

        var body = Filled(world, $" [{Good} , {item},{Good}]\n");
        var none = await ada.Send(HttpMethod.Post, BatchOf(world, true), body, SameTrace);
        var listed = (await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items.Count();
        var each = (await ada.Send(HttpMethod.Post, BatchOf(world, false), body, SameTrace)).Is(HttpStatusCode.OK);

        AssertRefused(Results(none)[1], 1, single);
        AssertRefused(Results(each)[1], 1, single);
        Assert.Equal([201, status, 201], Results(each).Select(r => r.GetProperty("status").GetInt32()));
        Assert.Equal((2, 1), (each["created"].GetInt32(), each["refused"].GetInt32()));
        Assert.Equal(2, (await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items.Count());

        none.Is(HttpStatusCode.UnprocessableEntity, "batch_refused");
        Assert.Equal((0, 1, 0), (none["created"].GetInt32(), none["refused"].GetInt32(), listed));
        Assert.All((int[])[0, 2], index =>
        {
            var fine = Results(none)[index];
            Assert.Equal((index, 424), (fine.GetProperty("index").GetInt32(), fine.GetProperty("status").GetInt32()));
            Assert.Equal("not_recorded", fine.GetProperty("error").GetProperty("code").GetString());
        });
    }

    [Fact]
    public async Task All_is_told_at_once_that_is_wrong_with_a_batch_of_all_or_none()
    {
        var (ada, world) = await AWorld();

        // The default.
        var refused = await ada.Post(
            $"/v1/run/{world["RUN"]}/evaluations/batch", Filled(world, $"[{string.Join(',', Bad.Select(bad => bad.Item))},{Good}]"));

        refused.Is(HttpStatusCode.UnprocessableEntity, "batch_refused");
        Assert.Equal([.. Bad.Select(bad => bad.Status), 424], Results(refused).Select(r => r.GetProperty("status").GetInt32()));
        Assert.All(Results(refused), result => Assert.Contains(
            (result.GetProperty("status").GetInt32(), result.GetProperty("error").GetProperty("code").GetString()!), DocumentedCodes.All));
        Assert.Equal((0, Bad.Length), (refused["created"].GetInt32(), refused["refused"].GetInt32()));
        Assert.Empty((await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items);
    }

    [Fact]
    public async Task Items_of_several_runs_name_them()
    {
        var (ada, world) = await AWorld();
        var (other, eve) = (await ada.HasRun(), service.User());
        string[] items =
        [
            WithRun(world["RUN"]), WithRun($"{other}"), WithRun($"{UniqueId.Next()}"), WithRun($"{await eve.HasRun()}"), Good,
            WithRun(world["RUN"]),
        ];

        var answer = (await ada.Send(
            HttpMethod.Post, "/v1/evaluations/batch?all_or_none=false", Filled(world, $"[{string.Join(',', items)}]"), SameTrace))
            .Is(HttpStatusCode.OK);

        Assert.Equal([201, 201, 404, 404, 400, 201], Results(answer).Select(r => r.GetProperty("status").GetInt32()));
        var single = await ada.Send(HttpMethod.Post, $"/v1/run/{UniqueId.Next()}/evaluations", Filled(world, Good), SameTrace);
        AssertRefused(Results(answer)[2], 2, single);
        AssertRefused(Results(answer)[3], 3, single);
        Assert.Equal("is required", Results(answer)[4].GetProperty("error").GetProperty("errors").GetProperty("run_id")[0].GetString());
        Assert.Equal(2, (await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items.Count());
        Assert.Single((await ada.Get($"/v1/run/{other}/evaluations")).Items);
    }

    [Fact]
    public async Task An_item_of_a_run_that_is_named_in_the_path_names_none()
    {
        var (ada, world) = await AWorld();

        var answer = await ada.Post(BatchOf(world, false), Filled(world, $"[{WithRun(world["RUN"])}]"));

        var error = Results(answer.Is(HttpStatusCode.OK))[0].GetProperty("error");
        Assert.StartsWith("is not a known member", error.GetProperty("errors").GetProperty("run_id")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_of_the_path_that_is_not_there_is_not_found_and_one_of_an_item_is_told_of_the_item(bool allOrNone)
    {
        var (ada, world) = await AWorld();
        var none = UniqueId.Next();

        var ofPath = await ada.Post(
            $"/v1/run/{none}/evaluations/batch?all_or_none={(allOrNone ? "true" : "false")}", Filled(world, $"[{Good},{Good}]"));
        var ofItem = await ada.Post(
            "/v1/evaluations/batch?all_or_none=false", Filled(world, $"[{WithRun(world["RUN"])},{WithRun($"{none}")}]"));

        ofPath.Is(HttpStatusCode.NotFound, "run_not_found");
        Assert.Equal(
            [201, 404], Results(ofItem.Is(HttpStatusCode.OK)).Select(result => result.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task An_evaluator_fills_only_its_own_labels()
    {
        var (ada, world) = await AWorld();
        var its = await ada.HasBinaryLabel();
        var judge = service.Evaluator(ada.Account, await ada.HasEvaluator(its));
        var single = await judge.Send(HttpMethod.Post, $"/v1/run/{world["RUN"]}/evaluations", Filled(world, Good), SameTrace);

        var body = $$"""[{"evaluation_label_id":"{{its}}","value":1},{{Filled(world, Good)}}]""";
        var answer = (await judge.Send(HttpMethod.Post, BatchOf(world, false), body, SameTrace)).Is(HttpStatusCode.OK);

        AssertRefused(Results(answer)[1], 1, single.Is(HttpStatusCode.Forbidden, "label_not_filled"));
        var recorded = Assert.Single((await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items);
        Assert.Equal(Results(answer)[0].GetProperty("id").GetGuid(), recorded.GetProperty("id").GetGuid());
        Assert.NotNull(recorded.GetProperty("created_by_evaluator_id").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_has_at_most_1000_items(bool allOrNone)
    {
        var (ada, world) = await AWorld();
        static string Of(int items) => $"[{string.Join(',', Enumerable.Repeat(Good, items))}]";

        var over = await ada.Post(BatchOf(world, allOrNone), Filled(world, Of(1001)));
        Assert.Equal(
            "must have at most 1000 items",
            over.Is(HttpStatusCode.BadRequest, "invalid_request")["errors"].GetProperty("body")[0].GetString());
        Assert.Empty((await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items);

        var answer = (await ada.Post(BatchOf(world, allOrNone), Filled(world, Of(1000)))).Is(HttpStatusCode.OK);
        var ids = Results(answer).Select(r => r.GetProperty("id").GetGuid()).ToList();
        Assert.Equal(1000, ids.Distinct().Count());
        Assert.Equal(ids, (await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items.Select(e => e.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task With_a_key_the_answer_is_kept_with_what_was_refused()
    {
        var (ada, world) = await AWorld();
        var bad = string.Join(',', Bad.Select(bad => bad.Item));
        var body = Filled(world, $"[{Good},{bad},{Good}]");

        var first = (await ada.PostWithKey(BatchOf(world, false), body, "k")).Is(HttpStatusCode.OK);
        var again = await ada.PostWithKey(BatchOf(world, false), body, "k");

        again.IsTheAnswerAgain(first);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(2, (await ada.Get($"/v1/run/{world["RUN"]}/evaluations")).Items.Count());
        (await ada.PostWithKey(BatchOf(world, true), body, "k")).Is(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_batch_of_which_nothing_was_recorded_leaves_its_key_free()
    {
        var (ada, world) = await AWorld();
        var run = UniqueId.Next();
        var body = Filled(world, $"[{WithRun($"{run}")}]");
        (await ada.PostWithKey("/v1/evaluations/batch", body, "k")).Is(HttpStatusCode.UnprocessableEntity, "batch_refused");

        await ada.HasRun(new { id = run, status = "running" });
        var answer = (await ada.PostWithKey("/v1/evaluations/batch", body, "k")).Is(HttpStatusCode.OK);

        Assert.False(answer.IsReplayed());
        Assert.Equal(1, answer["created"].GetInt32());
    }

    [Fact]
    public async Task As_a_problem_document_the_batch_is_one_and_its_items_are_as_they_always_are()
    {
        var (ada, world) = await AWorld();
        var body = Filled(world, $"[{Good},{Bad[0].Item}]");

        var plain = await ada.Send(HttpMethod.Post, BatchOf(world, true), body, SameTrace);
        var problem = await ada.Send(HttpMethod.Post, BatchOf(world, true), body, SameTrace, ("Accept", "application/problem+json"));

        Assert.Equal("application/problem+json", problem.Is(HttpStatusCode.UnprocessableEntity).Headers["Content-Type"]);
        Assert.Equal("Unprocessable Content", problem["title"].GetString()!.Replace("Entity", "Content", StringComparison.Ordinal));
        Assert.Equal(plain["results"].GetRawText(), problem["results"].GetRawText());
    }

    private static void AssertRefused(JsonElement result, int index, Answer single)
    {
        Assert.Equal(["index", "status", "error"], result.EnumerateObject().Select(m => m.Name));
        Assert.Equal((index, single.Status), (result.GetProperty("index").GetInt32(), result.GetProperty("status").GetInt32()));
        Assert.Equal(single.Text, result.GetProperty("error").GetRawText());
    }

    private static List<JsonElement> Results(Answer answer) => [.. answer["results"].EnumerateArray()];

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string BatchOf(JsonNode world, bool allOrNone) =>
        $"/v1/run/{world["RUN"]}/evaluations/batch?all_or_none={(allOrNone ? "true" : "false")}";

    private static string WithRun(object? run) => $$"""{"run_id":"{{run}}","evaluation_label_id":"LABEL","value":1}""";

    private static string Filled(JsonNode world, string text) => world.AsObject().Aggregate(
        text, (filled, name) => filled.Replace($"\"{name.Key}\"", $"\"{name.Value}\"", StringComparison.Ordinal));

    private async Task<(ApiClient Client, JsonNode World)> AWorld()
    {
        var (ada, eve) = (service.User(user: "ada"), service.User());
        var archived = await ada.HasBinaryLabel();
        (await ada.Delete($"/v1/evaluation-label/{archived}")).Is(HttpStatusCode.NoContent);
        return (ada, new JsonObject
        {
            ["RUN"] = $"{await ada.HasRun()}",
            ["LABEL"] = $"{await ada.HasBinaryLabel()}",
            ["ARCHIVED"] = $"{archived}",
            ["FOREIGN"] = $"{await eve.HasBinaryLabel()}",
        });
    }
}
