using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RunEvaluations.Api.Tests.ApiKeys;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>What Humanloop's clients send, and what they are told where it is wrong.</summary>
public sealed class WireTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private readonly ApiClient ada = service.User();

    [Fact]
    public async Task A_key_is_taken_in_its_own_header_and_as_bearer()
    {
        var key = (await ada.HasKey("evaluations:read")).Secret();
        foreach (var (name, value) in new[] { ("X-API-KEY", key), ("Authorization", $"Bearer {key}") })
            (await service.Anonymous().Send(HttpMethod.Get, "/v5/prompts", null, (name, value))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rek_wrong")]
    [InlineData("hl_sk_of_old")]
    public async Task Without_a_good_key_it_is_401_and_says_so(string? key)
    {
        var refused = await service.Anonymous().Send(
            HttpMethod.Get, "/v5/prompts", null, key is null ? [] : [("X-API-KEY", key)]);

        refused.Is(HttpStatusCode.Unauthorized);
        Assert.NotEmpty(refused.TextOf("detail"));
    }

    [Fact]
    public async Task Null_is_as_good_as_absent_and_what_is_not_known_is_ignored()
    {
        var flow = await ada.HasFlow();
        var body = $$$"""
            {"name":null,"file":{"id":"{{{flow.TextOf("id")}}}","path":null},"evaluators":[],"log_status":"complete","what":{"is":[1]}}
            """;

        var made = (await ada.Post("/v5/evaluations", body)).Is(HttpStatusCode.Created);
        (await ada.Post("/v5/evaluations", body)).Is(HttpStatusCode.Created);

        Assert.Equal(flow.TextOf("id"), made.TextOf("file_id"));
        Assert.False(made.Json.TryGetProperty("name", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain;charset=UTF-8")]
    public async Task Nothing_at_all_is_a_body_where_nothing_is_required(string? contentType)
    {
        var evaluation = await ada.HasHumanloopEvaluation(await ada.HasFlow());
        var empty = new ByteArrayContent([]);
        if (contentType is not null)
            empty.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        var run = (await ada.Send(HttpMethod.Post, $"/v5/evaluations/{evaluation.TextOf("id")}/runs", empty)).Is(HttpStatusCode.OK);
        var same = await ada.Send(
            HttpMethod.Patch, $"/v5/evaluations/{evaluation.TextOf("id")}/runs/{run.TextOf("id")}", new ByteArrayContent([]));

        Assert.Equal("pending", same.Is(HttpStatusCode.OK).TextOf("status"));
    }

    [Fact]
    public async Task Every_fault_of_a_body_is_named_with_its_place()
    {
        var refused = await ada.Post("/v5/evaluations", """
            {"evaluators":[{"environment":"production"},{"version_id":7},{"id":"ev_x","orchestrated":"yes"}],"name":" "}
            """);

        Assert.Equal(
            ["body.evaluators.0.version_id", "body.evaluators.1.version_id", "body.evaluators.2.id",
                "body.evaluators.2.orchestrated", "body.name"],
            refused.Places());
        Assert.Equal("value_error.missing", refused["detail"][0].GetProperty("type").GetString());
        Assert.Equal("invalid_request", refused.Code);
    }

    [Theory]
    [InlineData("/v5/evaluations", "query.file_id")]
    [InlineData("/v5/evaluations?file_id=x", "query.file_id")]
    [InlineData("/v5/prompts?page=0", "query.page")]
    [InlineData("/v5/prompts?page=one", "query.page")]
    [InlineData("/v5/prompts?size=-1", "query.size")]
    [InlineData("/v5/prompts?size=1001", "query.size")]
    [InlineData("/v5/prompts?sort_by=color", "query.sort_by")]
    [InlineData("/v5/prompts?order=up", "query.order")]
    [InlineData("/v5/files?type=cat", "query.type")]
    [InlineData("/v5/files?environment=moon", "query.environment")]
    [InlineData("/v5/logs", "query.file_id")]
    [InlineData("/v5/logs?file_id=fl_00000000000000000000000000000000&start_date=soon", "query.start_date")]
    public async Task A_parameter_that_is_wrong_is_named(string path, string place) =>
        Assert.Equal([place], (await ada.Get(path)).Places());

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"path":"a\u0000b","attributes":{}}""")]
    [InlineData("""{"path":"a","attributes":{"deep":"\ud800"}}""")]
    [InlineData("""{"path":"a","attributes":{"n":1e999}}""")]
    [InlineData("""{"path":"a","attributes":{"n":NaN}}""")]
    [InlineData("""{"path":"a","path":"b","attributes":{}}""")]
    [InlineData("""{"path":"a//b","attributes":{}}""")]
    [InlineData("""{"path":"","attributes":{}}""")]
    [InlineData("""{"attributes":{}}""")]
    [InlineData("""{"path":"a"}""")]
    [InlineData("""{"path":"a","attributes":[]}""")]
    public async Task What_no_body_may_hold_is_refused_and_makes_nothing(string body)
    {
        var stranger = service.User();

        var refused = await stranger.Post("/v5/flows", body);

        refused.Is(HttpStatusCode.UnprocessableEntity);
        Assert.NotEmpty(refused["detail"].EnumerateArray());
        Assert.Equal(0, (await stranger.Get("/v5/files"))["total"].GetInt32());
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));
        (await ada.Post("/v5/flows", $$$"""{"path":"deep","attributes":{"d":{{{deep}}}}}""")).Is(HttpStatusCode.UnprocessableEntity);

        var large = new string('x', 4 * 1024 * 1024);
        (await ada.Post("/v5/flows", $$$"""{"path":"large","attributes":{"d":"{{{large}}}"}}"""))
            .IsRefused(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task A_request_names_at_most_100_evaluators_and_10000_logs()
    {
        var (evaluator, flow) = (await ada.HasBooleanEvaluator(), await ada.HasFlow());
        var evaluation = await ada.HasHumanloopEvaluation(flow);
        var run = (await ada.Post($"/v5/evaluations/{evaluation.TextOf("id")}/runs", "{}")).Is(HttpStatusCode.OK);
        object Evaluators(int count) => new { evaluators = Enumerable.Repeat(new { id = evaluator.TextOf("id") }, count) };
        object Logs(string id, int count) => new { log_ids = Enumerable.Repeat(id, count) };
        var log = (await ada.HasLog(flow)).TextOf("id");
        var logs = $"/v5/evaluations/{evaluation.TextOf("id")}/runs/{run.TextOf("id")}/logs";

        (await ada.Post("/v5/evaluations", Evaluators(100))).Is(HttpStatusCode.Created);
        Assert.Equal(["body.evaluators"], (await ada.Post("/v5/evaluations", Evaluators(101))).Places());
        (await ada.Post(logs, Logs(log, 10_000))).Is(HttpStatusCode.OK);
        Assert.Equal(["body.log_ids"], (await ada.Post(logs, Logs(log, 10_001))).Places());
        Assert.Equal(1, (await ada.StatsOf(evaluation)).GetProperty("run_stats")[0].GetProperty("num_logs").GetInt32());
    }

    [Fact]
    public async Task Whatever_a_log_says_of_its_environment_is_kept()
    {
        var flow = await ada.HasFlow();
        var log = (await ada.Post("/v5/flows/log", new { id = flow.TextOf("id"), environment = "eu-west" })).Is(HttpStatusCode.OK);
        Assert.Equal("eu-west", (await ada.Get($"/v5/logs/{log.TextOf("id")}")).TextOf("environment"));
    }

    [Fact]
    public async Task A_log_that_is_sent_again_with_its_id_is_the_same_log()
    {
        var flow = await ada.HasFlow();
        var body = new { id = flow.TextOf("id"), log_id = "log_01990000000070008000000000000001", output = "o" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ada.Post("/v5/flows/log", body)));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409 }));
        Assert.Equal("log_01990000000070008000000000000001", (await ada.Post("/v5/flows/log", body)).TextOf("id"));
        Assert.Equal(1, (await ada.Get($"/v5/logs?file_id={flow.TextOf("id")}"))["total"].GetInt32());
        (await ada.Post("/v5/flows/log", new { body.log_id, id = (await ada.HasFlow()).TextOf("id") }))
            .IsRefused(HttpStatusCode.Conflict, "log_exists");
    }

    [Fact]
    public async Task A_file_is_not_called()
    {
        var refused = await ada.Post("/v5/prompts/call", new { path = "p" });
        Assert.Equal(["path"], refused.Places());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"key":"humanloop","value":{"stringValue":"x"}}""")]
    [InlineData("""{"key":"humanloop.file","value":{"arrayValue":[]}}""")]
    [InlineData("""{"key":"humanloop.file.type","value":{"stringValue":["prompt"]}}""")]
    [InlineData("""{"key":"humanloop.file.type","value":{}}""")]
    [InlineData("""{"key":"gen_ai","value":{"intValue":"5"}}""")]
    [InlineData("""{"key":"gen_ai.request.model","value":{"kvlistValue":{"values":[7,{"key":"a"},{"key":"b","value":7}]}}}""")]
    [InlineData("""{"key":"gen_ai.completion","value":{"arrayValue":{"values":[{"intValue":"x"}]}}}""")]
    [InlineData("""{"key":"gen_ai.input.messages","value":{"stringValue":"[{\"role\":\"user\",\"role\":1,\"parts\":7}]"}}""")]
    [InlineData("""{"key":"gen_ai.output.messages","value":{"stringValue":"[{\"parts\":[{\"type\":\"text\",\"content\":\"\\u0000\"}]}]"}}""")]
    public async Task A_span_with_attributes_that_are_none_is_no_fault_of_ours(string attribute)
    {
        var path = UniqueId.Next("prompt");
        var body = $$$"""
            {"resourceSpans":[7,{"scopeSpans":[{"spans":["x",{"startTimeUnixNano":[],"attributes":[
              {"key":"humanloop.file.path","value":{"stringValue":"{{{path}}}"}},
              {"key":"humanloop.file.type","value":{"stringValue":"prompt"}},
              {"key":"gen_ai.request.model","value":{"stringValue":"m"}},{{{attribute}}}]}]}]}]}
            """;

        var answer = await ada.Post("/v5/import/otel/v1/traces", body);

        Assert.Contains(answer.Status, new[] { 200, 404, 422 });
        Assert.DoesNotContain("u0000", (await ada.Get("/v5/logs?file_id=" + await FileAt(path))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_that_is_nested_without_end_is_no_span_of_ours()
    {
        var key = string.Join('.', Enumerable.Repeat("a", 100_000));
        var body = $$$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"{{{key}}}","value":{"stringValue":"x"}}]}]}]}]}""";
        Assert.Empty((await ada.Post("/v5/import/otel/v1/traces", body)).Is(HttpStatusCode.OK)["records"].EnumerateArray());
    }

    [Fact]
    public async Task A_path_has_at_most_500_characters()
    {
        await ada.HasFlow(new string('é', 500));
        Assert.Equal(["body.path"], (await ada.Post("/v5/flows", new { path = new string('é', 501), attributes = new { } })).Places());
    }

    [Theory]
    [InlineData("GET", "/v5/nothing", HttpStatusCode.NotFound, "route_not_found")]
    [InlineData("PUT", "/v5/prompts", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("GET", "/v5/evaluations/evr_x", HttpStatusCode.NotFound, "evaluation_set_not_found")]
    [InlineData("GET", "/v5/logs/log_x", HttpStatusCode.NotFound, "log_not_found")]
    [InlineData("GET", "/v5/prompts/fl_00000000000000000000000000000000", HttpStatusCode.NotFound, "file_not_found")]
    public async Task What_is_not_there_is_said_in_the_same_form(string method, string path, HttpStatusCode status, string code) =>
        (await ada.Send(new HttpMethod(method), path)).IsRefused(status, code);

    [Fact]
    public async Task A_page_past_the_end_is_empty()
    {
        await ada.HasFlow();

        var page = (await ada.Get("/v5/flows?page=7&size=1")).Is(HttpStatusCode.OK);

        Assert.Empty(page["records"].EnumerateArray());
        Assert.Equal((7, 1, 1), (page["page"].GetInt32(), page["size"].GetInt32(), page["total"].GetInt32()));
        Assert.Empty((await ada.Get("/v5/flows?size=0")).Is(HttpStatusCode.OK)["records"].EnumerateArray());
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z")]
    [InlineData("2026-01-01T00:00:00.611943Z")]
    [InlineData("2026-01-01T01:00:00+01:00")]
    [InlineData("2026-01-01T00:00:00.656915")]
    public async Task Times_are_taken_as_clients_write_them(string time)
    {
        var flow = await ada.HasFlow();
        var log = (await ada.Post("/v5/flows/log", new { id = flow.TextOf("id"), start_time = time })).Is(HttpStatusCode.OK);

        var read = (await ada.Get($"/v5/logs/{log.TextOf("id")}")).TextOf("start_time");

        Assert.Equal(
            DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            DateTimeOffset.Parse(read, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    [Fact]
    public async Task Content_that_is_compressed_is_refused()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        content.Headers.ContentEncoding.Add("gzip");
        (await ada.Send(HttpMethod.Post, "/v5/flows", content)).IsRefused(HttpStatusCode.UnprocessableEntity, "invalid_body");
    }

    private async Task<string> FileAt(string path)
    {
        var file = await ada.Post("/v5/files/retrieve-by-path", new { path });
        return file.Status == 200 ? file.TextOf("id") : "fl_00000000000000000000000000000000";
    }
}
