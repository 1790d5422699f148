using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>Cursors, ETags and idempotency keys are of use to the account that they were given to, and to no other.</summary>
public sealed class WorthlessElsewhereTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private readonly ApiClient ada = service.User();
    private readonly ApiClient eve = service.User();

    [Fact]
    public async Task A_cursor_leads_on_in_the_own_account_alone()
    {
        // One of eve's before what is ada's, and one after.
        Answer[] own = [await eve.HasEvaluation(), await Pages(ada), await eve.HasEvaluation()];
        await eve.HasEvaluator(own[0]["evaluation_label_id"].GetGuid());
        var (adasRun, evesRun) = (own[1]["run_id"].GetGuid(), own[0]["run_id"].GetGuid());

        foreach (var (theirs, mine) in (ValueTuple<string, string>[])
            [
                ("/v1/runs", "/v1/runs"), ("/v1/evaluation-labels", "/v1/evaluation-labels"),
                ("/v1/evaluators", "/v1/evaluators"), ($"/v1/run/{adasRun}/evaluations", $"/v1/run/{evesRun}/evaluations"),
            ])
        {
            var cursor = (await ada.Get($"{theirs}?limit=1")).Is(HttpStatusCode.OK).Next!.Split("after=")[1];
            var rest = (await eve.Get($"{mine}?limit=1000&after={cursor}")).Is(HttpStatusCode.OK);

            Assert.All(rest.Items, item => Assert.Equal(eve.Account, item.GetProperty("account_id").GetString()));
            Assert.Equal(eve.Account, (await eve.Get(mine)).Items.First().GetProperty("account_id").GetString());
        }
    }

    [Theory]
    [InlineData("GET", "If-None-Match", 200)]
    [InlineData("PUT", "If-Match", 412)]
    [InlineData("DELETE", "If-Match", 412)]
    public async Task An_ETag_names_a_version_in_the_own_account_alone(string method, string header, int status)
    {
        // Of runs with the same id, by labels and authors of the same name, of the same value.
        var (run, name) = (UniqueId.Next(), UniqueId.Next("label"));
        var (theirs, mine) = (await Recorded(ada, run, name), await Recorded(eve, run, name));

        object? body = method == "PUT" ? new { value = 0 } : null;
        var answer = await eve.Send(
            new HttpMethod(method), Story.PathOf(mine), body, (header, theirs.Headers["ETag"]));

        Assert.Equal(status, answer.Status);
        Assert.Equal(mine.Headers["ETag"], answer.Headers["ETag"]);
        Assert.Equal(mine.Text, (await eve.Get(Story.PathOf(mine))).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_idempotency_key_in_two_accounts_is_two_keys(bool otherBody)
    {
        var key = ("Idempotency-Key", UniqueId.Next("key"));
        var (run, name) = (UniqueId.Next(), UniqueId.Next("label"));
        var (adasLabel, evesLabel) = (await Label(ada, name), await Label(eve, name));
        foreach (var (path, adas, eves) in (ValueTuple<string, object, object>[])
            [
                ("/v1/runs", new { id = run, status = "completed" }, new { id = run, status = "completed" }),
                ($"/v1/run/{run}/evaluations", Judgment(adasLabel, 1), Judgment(evesLabel, otherBody ? 0 : 1)),
                ("/v1/evaluators", Evaluator(adasLabel, "llm"), Evaluator(evesLabel, otherBody ? "code" : "llm")),
                ("/v1/evaluation-labels", new { name = "new", value_type = "binary" }, new { name = "new", value_type = "binary" }),
            ])
        {
            // A key of its own for each path: one that is used again with another body is refused.
            var keyOfPath = (key.Item1, $"{key.Item2}{path.Length}");
            var theirs = (await ada.Send(HttpMethod.Post, path, adas, keyOfPath)).Is(HttpStatusCode.Created);
            var mine = (await eve.Send(HttpMethod.Post, path, eves, keyOfPath)).Is(HttpStatusCode.Created);

            Assert.Equal(ada.Account, theirs["account_id"].GetString());
            Assert.Equal(eve.Account, mine["account_id"].GetString());
        }

        static object Judgment(Guid label, int value) => new { evaluation_label_id = label, value };
        static object Evaluator(Guid label, string kind) => new { name = "new", kind, evaluation_label_ids = new[] { label } };
    }

    /// <summary>Two of each thing that has a list.</summary>
    private static async Task<Answer> Pages(ApiClient client)
    {
        var evaluation = await client.HasEvaluation();
        var (run, label) = (evaluation["run_id"].GetGuid(), evaluation["evaluation_label_id"].GetGuid());
        await client.Records(run, label, 2);
        await client.HasRun();
        await client.HasBinaryLabel();
        await client.HasEvaluator(label);
        await client.HasEvaluator(label);
        return evaluation;
    }

    private static async Task<Answer> Recorded(ApiClient client, Guid run, string labelName)
    {
        (await client.Post("/v1/runs", new { id = run, status = "completed" })).Is(HttpStatusCode.Created);
        return (await client.Records(run, await Label(client, labelName), 1)).Is(HttpStatusCode.Created);
    }

    private static async Task<Guid> Label(ApiClient client, string name) =>
        (await client.Post("/v1/evaluation-labels", new { name, value_type = "binary" })).Is(HttpStatusCode.Created).Id;
}
