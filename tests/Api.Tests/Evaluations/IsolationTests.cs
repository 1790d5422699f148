using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

/// <summary>What belongs to another account is not there: the same answer, to the byte, as for what does not exist.</summary>
public sealed class IsolationTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly (string, string) SameTrace =
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    [Theory]
    [InlineData("GET", "/v1/run/RUN")]
    [InlineData("GET", "/v1/run/RUN/evaluations")]
    [InlineData("POST", "/v1/run/RUN/evaluations", """{"evaluation_label_id":"OWN_LABEL","value":1}""")]
    [InlineData("POST", "/v1/run/OWN_RUN/evaluations", """{"evaluation_label_id":"LABEL","value":1}""")]
    [InlineData("GET", "/v1/run/RUN/evaluation/EVALUATION")]
    [InlineData("GET", "/v1/run/OWN_RUN/evaluation/EVALUATION")]
    [InlineData("PUT", "/v1/run/RUN/evaluation/EVALUATION", """{"value":5}""")]
    [InlineData("PUT", "/v1/run/OWN_RUN/evaluation/EVALUATION", """{"value":5}""")]
    [InlineData("GET", "/v1/evaluation-label/LABEL")]
    [InlineData("PUT", "/v1/evaluation-label/LABEL", """{"name":"mine"}""")]
    [InlineData("DELETE", "/v1/evaluation-label/LABEL")]
    [InlineData("GET", "/v1/evaluator/EVALUATOR")]
    [InlineData("PUT", "/v1/evaluator/EVALUATOR", """{"name":"mine","evaluation_label_ids":["OWN_LABEL"]}""")]
    [InlineData("DELETE", "/v1/evaluator/EVALUATOR")]
    [InlineData("POST", "/v1/evaluators", """{"name":"mine","kind":"llm","evaluation_label_ids":["LABEL"]}""")]
    public async Task What_is_anothers_answers_as_what_is_not_there(string method, string path, string? body = null)
    {
        var ada = service.User();
        var theirs = await ada.HasEvaluation(value: 1);
        var (run, label) = (theirs["run_id"].GetGuid(), theirs["evaluation_label_id"].GetGuid());
        var evaluator = await ada.HasEvaluator(label);
        var eve = service.User();
        var (ownRun, ownLabel) = (await eve.HasRun(), await eve.HasContinuousLabel());
        var before = await Everything();

        var anothers = await Ask(run, label, theirs.Id, evaluator);
        // Ids of one length and alphabet: an answer that names the id is made the same by naming it.
        var (noRun, noLabel, noEvaluation, noEvaluator) =
            (UniqueId.Next(), UniqueId.Next(), UniqueId.Next(), UniqueId.Next());
        var missing = await Ask(noRun, noLabel, noEvaluation, noEvaluator);

        Assert.Equal(404, anothers.Status);
        Assert.Equal(
            anothers.Text,
            missing.Text.Replace($"{noLabel}", $"{label}", StringComparison.Ordinal));
        Assert.Equal(Comparable(anothers), Comparable(missing));
        Assert.Equal(before, await Everything());

        Task<Answer> Ask(Guid runId, Guid labelId, Guid evaluationId, Guid evaluatorId)
        {
            return eve.Send(new HttpMethod(method), Fill(path), body is null ? null : Fill(body), SameTrace);

            string Fill(string text) => text
                .Replace("OWN_RUN", $"{ownRun}", StringComparison.Ordinal)
                .Replace("OWN_LABEL", $"{ownLabel}", StringComparison.Ordinal)
                .Replace("RUN", $"{runId}", StringComparison.Ordinal)
                .Replace("LABEL", $"{labelId}", StringComparison.Ordinal)
                .Replace("EVALUATION", $"{evaluationId}", StringComparison.Ordinal)
                .Replace("EVALUATOR", $"{evaluatorId}", StringComparison.Ordinal);
        }

        async Task<string> Everything() =>
            (await ada.Get(Story.PathOf(theirs))).Text + (await ada.Get($"/v1/run/{run}/evaluations")).Text
            + (await ada.Get("/v1/evaluation-labels")).Text + (await ada.Get("/v1/evaluators")).Text
            + (await ada.Get("/v1/runs")).Text;
    }

    [Fact]
    public async Task Lists_show_the_own_account_alone()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation();
        await ada.HasEvaluator(evaluation["evaluation_label_id"].GetGuid());
        var eve = service.User();

        foreach (var path in (string[])["/v1/runs", "/v1/evaluation-labels?include_archived=true", "/v1/evaluators"])
        {
            Assert.NotEmpty((await ada.Get(path)).Items);
            Assert.Empty((await eve.Get(path)).Items);
        }
    }

    [Fact]
    public async Task Two_accounts_may_have_a_run_with_the_same_id()
    {
        var id = UniqueId.Next();
        var (ada, eve) = (service.User(), service.User());
        (await ada.Post("/v1/runs", new { id, status = "running" })).Is(HttpStatusCode.Created);
        (await eve.Put($"/v1/run/{id}", new { status = "failed" })).Is(HttpStatusCode.Created);

        Assert.Equal("running", (await ada.Get($"/v1/run/{id}"))["status"].GetString());
    }

    [Fact]
    public async Task Another_accounts_cursor_is_only_a_place()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation();
        var (run, label) = (evaluation["run_id"].GetGuid(), evaluation["evaluation_label_id"].GetGuid());
        await ada.Records(run, label, 2);
        var cursor = (await ada.Get($"/v1/run/{run}/evaluations?limit=1")).Next!.Split("after=")[1];
        var eve = service.User();
        var own = await eve.HasEvaluation();

        var answer = await eve.Get($"/v1/run/{own["run_id"].GetGuid()}/evaluations?limit=1&after={cursor}");

        Assert.All(answer.Is(HttpStatusCode.OK).Items, e => Assert.Equal(own.Id, e.GetProperty("id").GetGuid()));
    }

    private static IEnumerable<string> Comparable(Answer answer) =>
        answer.Headers.Where(h => h.Key is not "Date").Select(h => $"{h.Key}: {h.Value}").Order(StringComparer.Ordinal);
}
