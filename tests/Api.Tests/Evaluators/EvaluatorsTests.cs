using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluators;

public sealed class EvaluatorsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("human")]
    [InlineData("llm")]
    [InlineData("code")]
    public async Task An_evaluator_comes_back_as_it_was_registered(string kind)
    {
        var ada = service.User(user: "ada");
        Guid[] labels = [await ada.HasBinaryLabel(), await ada.HasContinuousLabel()];

        var created = (await ada.Post(
            "/v1/evaluators", new { name = "Judge", description = "d", kind, evaluation_label_ids = labels.Reverse() }))
            .Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/evaluator/{created.Id}", created.Headers["Location"]);
        Assert.Equal(created.Text, (await ada.Get($"/v1/evaluator/{created.Id}")).Is(HttpStatusCode.OK).Text);
        Assert.Equal(kind, created["kind"].GetString());
        Assert.Equal("ada", created["created_by"].GetString());
        Assert.Equal(labels, created["evaluation_label_ids"].EnumerateArray().Select(l => l.GetGuid()));
    }

    [Theory]
    [InlineData("""{"kind":"llm","evaluation_label_ids":["LABEL"]}""", "name")]
    [InlineData("""{"name":"","kind":"llm","evaluation_label_ids":["LABEL"]}""", "name")]
    [InlineData("""{"name":"A","evaluation_label_ids":["LABEL"]}""", "kind")]
    [InlineData("""{"name":"A","kind":"robot","evaluation_label_ids":["LABEL"]}""", "kind")]
    [InlineData("""{"name":"A","kind":"llm"}""", "evaluation_label_ids")]
    [InlineData("""{"name":"A","kind":"llm","evaluation_label_ids":[]}""", "evaluation_label_ids")]
    [InlineData("""{"name":"A","kind":"llm","evaluation_label_ids":["LABEL","LABEL"]}""", "evaluation_label_ids")]
    [InlineData("""{"name":"A","kind":"llm","evaluation_label_ids":"LABEL"}""", "evaluation_label_ids")]
    public async Task An_evaluator_that_makes_no_sense_is_400_and_names_the_field(string body, string field)
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();
        var answer = await ada.Post("/v1/evaluators", body.Replace("LABEL", $"{label}", StringComparison.Ordinal));
        Assert.True(answer.Is(HttpStatusCode.BadRequest, "invalid_request")["errors"].TryGetProperty(field, out _), answer.Text);
    }

    [Fact]
    public async Task An_evaluator_fills_only_labels_that_are_there_and_not_archived()
    {
        var ada = service.User();
        var (missing, archived) = (UniqueId.Next(), await ada.HasBinaryLabel());
        await ada.Delete($"/v1/evaluation-label/{archived}");

        var unknown = await ada.Post("/v1/evaluators", new { name = "J", kind = "llm", evaluation_label_ids = new[] { missing } });
        Assert.Equal(missing, unknown.Is(HttpStatusCode.NotFound, "label_not_found")["evaluation_label_ids"][0].GetGuid());
        (await ada.Post("/v1/evaluators", new { name = "J", kind = "llm", evaluation_label_ids = new[] { archived } }))
            .Is(HttpStatusCode.Conflict, "label_archived");
        Assert.Empty((await ada.Get("/v1/evaluators")).Items);
    }

    [Fact]
    public async Task Put_replaces_name_description_and_labels()
    {
        var ada = service.User();
        var (old, added) = (await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        var path = $"/v1/evaluator/{await ada.HasEvaluator(old)}";

        var updated = (await ada.Put(path, new { name = "New", evaluation_label_ids = new[] { added } })).Is(HttpStatusCode.OK);

        Assert.Equal("New", updated["name"].GetString());
        Assert.Equal(added, Assert.Single(updated["evaluation_label_ids"].EnumerateArray()).GetGuid());
        Assert.Equal(updated.Text, (await ada.Get(path)).Text);
        (await ada.Put(path, new { name = "New", kind = "human", evaluation_label_ids = new[] { added } }))
            .Is(HttpStatusCode.BadRequest, "invalid_request");
        (await ada.Put(path, new { name = "New", evaluation_label_ids = new[] { UniqueId.Next() } }))
            .Is(HttpStatusCode.NotFound, "label_not_found");
        Assert.Equal(updated.Text, (await ada.Get(path)).Text);
    }

    [Fact]
    public async Task Labels_that_an_evaluator_fills_may_be_archived_when_it_is_renamed()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();
        var path = $"/v1/evaluator/{await ada.HasEvaluator(label)}";
        await ada.Delete($"/v1/evaluation-label/{label}");

        (await ada.Put(path, new { name = "New", evaluation_label_ids = new[] { label } })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Names_are_unique_in_the_account_until_archived()
    {
        var ada = service.User();
        var body = new { name = "Judge", kind = "llm", evaluation_label_ids = new[] { await ada.HasBinaryLabel() } };
        var first = (await ada.Post("/v1/evaluators", body)).Is(HttpStatusCode.Created);

        (await ada.Post("/v1/evaluators", body)).Is(HttpStatusCode.Conflict, "evaluator_name_taken");
        (await ada.Delete($"/v1/evaluator/{first.Id}")).Is(HttpStatusCode.NoContent);
        var second = (await ada.Post("/v1/evaluators", body)).Is(HttpStatusCode.Created);

        Assert.Equal([second.Id], (await ada.Get("/v1/evaluators")).Items.Select(e => e.GetProperty("id").GetGuid()));
        Assert.Equal(2, (await ada.Get("/v1/evaluators?include_archived=true")).Items.Count());
    }

    [Fact]
    public async Task An_archived_evaluators_credential_is_refused_for_everything()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var evaluator = await ada.HasEvaluator(label);
        var judge = service.Evaluator(ada.Account, evaluator);
        var recorded = (await judge.Records(run, label, 1)).Is(HttpStatusCode.Created);

        (await ada.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.NoContent);
        (await ada.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.NoContent);

        (await judge.Records(run, label, 0)).Is(HttpStatusCode.Unauthorized, "invalid_token");
        (await judge.Put(Story.PathOf(recorded), new { value = 0 })).Is(HttpStatusCode.Unauthorized, "invalid_token");
        (await judge.Get(Story.PathOf(recorded))).Is(HttpStatusCode.Unauthorized, "invalid_token");
        (await ada.Put($"/v1/evaluator/{evaluator}", new { name = "x", evaluation_label_ids = new[] { label } }))
            .Is(HttpStatusCode.Conflict, "evaluator_archived");
        Assert.Equal(JsonValueKind.String, (await ada.Get($"/v1/evaluator/{evaluator}"))["archived_at"].ValueKind);
        Assert.Equal(1, Assert.Single((await ada.Get($"/v1/run/{run}/evaluations")).Items).GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_credential_of_an_evaluator_that_is_not_there_or_anothers_is_refused()
    {
        var (ada, eve) = (service.User(), service.User());
        var evaluator = await ada.HasEvaluator(await ada.HasBinaryLabel());

        (await service.Evaluator(ada.Account, UniqueId.Next()).Get("/v1/runs")).Is(HttpStatusCode.Unauthorized, "invalid_token");
        (await service.Evaluator(eve.Account, evaluator).Get("/v1/runs")).Is(HttpStatusCode.Unauthorized, "invalid_token");
        (await service.Evaluator(ada.Account, evaluator).Get("/v1/runs")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_evaluator_cannot_say_what_it_fills()
    {
        var ada = service.User();
        var (its, other) = (await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        var evaluator = await ada.HasEvaluator(its);
        var judge = service.Evaluator(ada.Account, evaluator);

        (await judge.Put($"/v1/evaluator/{evaluator}", new { name = "x", evaluation_label_ids = new[] { its, other } }))
            .Is(HttpStatusCode.Forbidden, "user_required");
        (await judge.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.Forbidden, "user_required");
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        var (ada, path) = (service.User(), $"/v1/evaluator/{UniqueId.Next()}");
        (await ada.Get(path)).Is(HttpStatusCode.NotFound, "evaluator_not_found");
        (await ada.Put(path, new { name = "x", evaluation_label_ids = new[] { await ada.HasBinaryLabel() } }))
            .Is(HttpStatusCode.NotFound, "evaluator_not_found");
        (await ada.Delete(path)).Is(HttpStatusCode.NotFound, "evaluator_not_found");
    }
}
