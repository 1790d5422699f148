using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Runs;

public sealed class RunsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_run_is_registered_under_the_id_it_was_born_with_and_comes_back_whole()
    {
        var ada = service.User(user: "ada");
        var (id, experiment) = (UniqueId.Next(), UniqueId.Next());
        const string Outputs = """{"answer":"42","detail":{"b":1.0,"a":[1,2]}}""";

        var created = (await ada.Post("/v1/runs", $$"""
            {
              "id": "{{id}}", "status": "completed", "experiment_id": "{{experiment}}",
              "result": {
                "id": "{{id}}", "outputs": {{Outputs}}, "metadata": {"k":"v"}, "error": null,
                "usage": {"prompt_tokens": 10, "cached_tokens": 4, "completion_tokens": 5, "total_tokens": 15, "cost": 0.002}
              },
              "metadata": {"system":"bart"}
            }
            """)).Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/run/{id}", created.Headers["Location"]);
        var read = (await ada.Get($"/v1/run/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(id, read.Id);
        Assert.Equal("ada", read["created_by"].GetString());
        Assert.Equal(experiment, read["experiment_id"].GetGuid());
        Assert.Equal(Outputs, read["result"].GetProperty("outputs").GetRawText());
        Assert.Equal("""{"system":"bart"}""", read["metadata"].GetRawText());
        Assert.Equal(10, read["total_prompt_tokens"].GetInt64());
        Assert.Equal(4, read["total_cached_tokens"].GetInt64());
        Assert.Equal(5, read["total_completion_tokens"].GetInt64());
        Assert.Equal(15, read["total_tokens"].GetInt64());
        Assert.Equal(0.002, read["total_cost"].GetDouble());
        Assert.Equal(JsonValueKind.String, read["completed_at"].ValueKind);
        Assert.Equal(JsonValueKind.Null, read["failed_at"].ValueKind);
    }

    [Fact]
    public async Task A_run_without_an_id_gets_one()
    {
        var ada = service.User();
        Assert.Equal(7, (await ada.Post("/v1/runs", new { status = "running" })).Is(HttpStatusCode.Created).Id.Version);
    }

    [Fact]
    public async Task An_id_that_the_account_already_has_is_409()
    {
        var ada = service.User();
        var id = await ada.HasRun();

        (await ada.Post("/v1/runs", new { id, status = "failed" })).Is(HttpStatusCode.Conflict, "run_already_exists");
        Assert.Equal("completed", (await ada.Get($"/v1/run/{id}"))["status"].GetString());
    }

    [Fact]
    public async Task Put_registers_and_then_replaces_and_then_changes_nothing()
    {
        var ada = service.User();
        var path = $"/v1/run/{UniqueId.Next()}";

        var first = (await ada.Put(path, new { status = "running", metadata = new { a = 1 } })).Is(HttpStatusCode.Created);
        var second = (await ada.Put(path, new { status = "failed", result = new { error = new { message = "no", code = "E1" } } }))
            .Is(HttpStatusCode.OK);
        var third = (await ada.Put(path, new { status = "failed", result = new { error = new { message = "no", code = "E1" } } }))
            .Is(HttpStatusCode.OK);

        Assert.Equal(path, first.Headers["Location"]);
        Assert.Equal(JsonValueKind.Null, first["completed_at"].ValueKind);
        Assert.Equal(JsonValueKind.Null, second["metadata"].ValueKind);
        Assert.Equal("E1", second["result"].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.String, second["failed_at"].ValueKind);
        Assert.Equal(first["created_at"].GetString(), second["created_at"].GetString());
        Assert.Equal(second.Text, third.Text);
    }

    [Fact]
    public async Task The_experiment_of_a_run_is_fixed()
    {
        var ada = service.User();
        var (path, experiment) = ($"/v1/run/{UniqueId.Next()}", UniqueId.Next());
        await ada.Put(path, new { status = "running", experiment_id = experiment });

        (await ada.Put(path, new { status = "failed", experiment_id = UniqueId.Next() }))
            .Is(HttpStatusCode.Conflict, "experiment_is_fixed");
        (await ada.Put(path, new { status = "completed", experiment_id = experiment })).Is(HttpStatusCode.OK);
        var after = (await ada.Put(path, new { status = "completed" })).Is(HttpStatusCode.OK);

        Assert.Equal(experiment, after["experiment_id"].GetGuid());
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_without_their_results_page_by_page()
    {
        var ada = service.User();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, await ada.HasRun());

        var seen = new List<JsonElement>();
        for (var next = "/v1/runs?limit=2"; next is not null;)
        {
            var page = (await ada.Get(next)).Is(HttpStatusCode.OK);
            seen.AddRange(page.Items);
            next = page.Next;
        }

        Assert.Equal(ids, seen.Select(r => r.GetProperty("id").GetGuid()));
        Assert.All(seen, run => Assert.False(run.TryGetProperty("result", out _)));
    }

    [Fact]
    public async Task Runs_are_filtered_by_status_experiment_and_time()
    {
        var ada = service.User();
        var experiment = UniqueId.Next();
        var first = (await ada.Post("/v1/runs", new { status = "failed", experiment_id = experiment })).Is(HttpStatusCode.Created);
        var second = (await ada.Post("/v1/runs", new { status = "waiting", experiment_id = experiment })).Is(HttpStatusCode.Created);
        var third = (await ada.Post("/v1/runs", new { status = "failed" })).Is(HttpStatusCode.Created);
        string Time(Answer run) => Uri.EscapeDataString(run["created_at"].GetString()!);

        Assert.Equal([third.Id, first.Id], await List("status=failed"));
        Assert.Equal([second.Id, first.Id], await List($"experiment_id={experiment}"));
        Assert.Equal([first.Id], await List($"experiment_id={experiment}&status=failed"));
        Assert.Equal([third.Id, second.Id], await List($"created_from={Time(second)}"));
        Assert.Equal([first.Id], await List($"created_before={Time(second)}"));
        Assert.Equal([second.Id], await List($"created_from={Time(second)}&created_before={Time(third)}"));

        async Task<IEnumerable<Guid>> List(string query) =>
            (await ada.Get($"/v1/runs?{query}")).Is(HttpStatusCode.OK).Items.Select(r => r.GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("status=Failed", "status")]
    [InlineData("status=done", "status")]
    [InlineData("status=1", "status")]
    [InlineData("experiment_id={01a1fb8a-acff-7a2b-86e1-8b507436280c}", "experiment_id")]
    [InlineData("experiment_id=01a1fb8aacff7a2b86e18b507436280c", "experiment_id")]
    [InlineData("created_from=yesterday", "created_from")]
    [InlineData("created_from=2026-01-01", "created_from")]
    [InlineData("created_before=2026-01-01T00:00:00", "created_before")]
    [InlineData("experimentid=1", "experimentid")]
    [InlineData("status=failed&status=running", "status")]
    [InlineData("after=AQGh-4qwG36vsxdbbgRHLJw", "after")]
    [InlineData("limit=0", "limit")]
    public async Task A_filter_that_cannot_be_read_is_400_and_named(string query, string field) =>
        Assert.True((await service.User().Get($"/v1/runs?{query}")).Is(HttpStatusCode.BadRequest, "invalid_request")["errors"]
            .TryGetProperty(field, out _));

    [Theory]
    [InlineData("""{}""", "status")]
    [InlineData("""{"status":"done"}""", "status")]
    [InlineData("""{"status":"running","account_id":"x"}""", "account_id")]
    [InlineData("""{"status":"running","created_at":"2026-01-01T00:00:00Z"}""", "created_at")]
    [InlineData("""{"status":"running","id":"x"}""", "id")]
    [InlineData("""{"status":"running","result":{"output":{}}}""", "result.output")]
    [InlineData("""{"status":"running","result":{"outputs":[]}}""", "result.outputs")]
    [InlineData("""{"status":"running","result":{"usage":{"prompt_tokens":-1}}}""", "result.usage.prompt_tokens")]
    [InlineData("""{"status":"running","result":{"usage":{"prompt_tokens":1.5}}}""", "result.usage.prompt_tokens")]
    [InlineData("""{"status":"running","result":{"usage":{"cost":-0.1}}}""", "result.usage.cost")]
    [InlineData("""{"status":"running","metadata":"x"}""", "metadata")]
    public async Task A_run_that_is_wrong_in_itself_is_400_and_names_the_field(string body, string field)
    {
        var ada = service.User();
        var answer = (await ada.Post("/v1/runs", body)).Is(HttpStatusCode.BadRequest, "invalid_request");
        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Text);
        Assert.Empty((await ada.Get("/v1/runs")).Items);
    }

    [Fact]
    public async Task Outputs_may_be_as_long_as_4_MiB_allow()
    {
        var ada = service.User();
        var text = new string('x', 4 * 1024 * 1024 - 100);
        var created = (await ada.Post("/v1/runs", $$"""{"status":"completed","result":{"outputs":{"t":"{{text}}"} } }"""))
            .Is(HttpStatusCode.Created);
        Assert.Equal(text, created["result"].GetProperty("outputs").GetProperty("t").GetString());

        (await ada.Post("/v1/runs", $$"""{"status":"completed","result":{"outputs":{"t":"{{text + text}}"} } }"""))
            .Is(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task An_evaluator_registers_no_runs()
    {
        var ada = service.User();
        var judge = service.Evaluator(ada.Account, await ada.HasEvaluator(await ada.HasBinaryLabel()));
        (await judge.Post("/v1/runs", new { status = "running" })).Is(HttpStatusCode.Forbidden, "user_required");
        (await judge.Put($"/v1/run/{UniqueId.Next()}", new { status = "running" })).Is(HttpStatusCode.Forbidden, "user_required");
        Assert.Empty((await judge.Get("/v1/runs")).Is(HttpStatusCode.OK).Items);
    }
}
