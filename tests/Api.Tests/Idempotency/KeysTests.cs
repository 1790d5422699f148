using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Idempotency;

/// <summary>What a key stands for, for whom, and for how long.</summary>
public sealed class KeysTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task The_first_answer_is_given_again_though_the_evaluation_has_changed_and_is_gone()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel());
        var (path, body) = ($"/v1/run/{run}/evaluations", new { evaluation_label_id = label, value = 1 });
        var first = (await ada.PostWithKey(path, body, "k")).Is(HttpStatusCode.Created);

        (await ada.Put(Story.PathOf(first), new { value = 2 })).Is(HttpStatusCode.OK);
        (await ada.PostWithKey(path, body, "k")).IsTheAnswerAgain(first);
        (await ada.Delete(Story.PathOf(first))).Is(HttpStatusCode.NoContent);

        (await ada.PostWithKey(path, body, "k")).IsTheAnswerAgain(first);
        Assert.Contains("ETag", first.Headers.Keys);
        Assert.Empty((await ada.Get(path)).Items);
    }

    [Fact]
    public async Task A_key_stands_for_one_path()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasBinaryLabel(), new[] { await ada.HasRun(), await ada.HasRun() });
        var body = new { evaluation_label_id = label, value = 1 };
        (await ada.PostWithKey($"/v1/run/{runs[0]}/evaluations", body, "k")).Is(HttpStatusCode.Created);

        (await ada.PostWithKey($"/v1/run/{runs[1]}/evaluations", body, "k"))
            .Is(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");

        Assert.Empty((await ada.Get($"/v1/run/{runs[1]}/evaluations")).Items);
    }

    [Fact]
    public async Task A_key_of_another_user_another_account_or_an_evaluator_is_another_key()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var evaluator = await ada.HasEvaluator(label);
        var (path, body) = ($"/v1/run/{run}/evaluations", new { evaluation_label_id = label, value = 1 });
        ApiClient[] authors =
        [
            ada, service.User(ada.Account, "bob"), service.Evaluator(ada.Account, evaluator),
            service.User(ada.Account, $"{evaluator}"),
        ];

        var firsts = new List<Answer>();
        foreach (var author in authors)
            firsts.Add((await author.PostWithKey(path, body, "k")).Is(HttpStatusCode.Created));
        foreach (var (author, first) in authors.Zip(firsts))
            (await author.PostWithKey(path, body, "k")).IsTheAnswerAgain(first);

        Assert.DoesNotContain(firsts, first => first.IsReplayed());
        Assert.Equal(authors.Length, (await ada.Get(path)).Items.Count());
        (await service.User().PostWithKey(path, body, "k")).Is(HttpStatusCode.NotFound, "run_not_found");
    }

    [Fact]
    public async Task A_refusal_leaves_the_key_free()
    {
        var ada = service.User();
        var (run, label) = (UniqueId.Next(), await ada.HasBinaryLabel());
        var (path, body) = ($"/v1/run/{run}/evaluations", new { evaluation_label_id = label, value = 1 });

        (await ada.PostWithKey(path, body, "k")).Is(HttpStatusCode.NotFound, "run_not_found");
        (await ada.PostWithKey(path, new { evaluation_label_id = label, value = 7 }, "k")).Is(HttpStatusCode.NotFound);
        (await ada.PostWithKey(path, new { value = "x" }, "k")).Is(HttpStatusCode.BadRequest, "invalid_request");
        await ada.HasRun(new { id = run, status = "completed" });

        var accepted = (await ada.PostWithKey(path, body, "k")).Is(HttpStatusCode.Created);
        Assert.False(accepted.IsReplayed());
        (await ada.PostWithKey(path, body, "k")).IsTheAnswerAgain(accepted);
    }

    [Fact]
    public async Task A_name_that_is_taken_leaves_the_key_free_too()
    {
        var ada = service.User();
        var body = new { name = "tone", value_type = "binary" };
        var other = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created);
        (await ada.PostWithKey("/v1/evaluation-labels", body, "k")).Is(HttpStatusCode.Conflict, "label_name_taken");
        (await ada.Delete(other.Headers["Location"])).Is(HttpStatusCode.NoContent);

        (await ada.PostWithKey("/v1/evaluation-labels", body, "k")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_lasts_a_day_and_is_free_after_that()
    {
        var ada = service.User();
        var body = new { status = "running" };
        var first = await ada.PostWithKey("/v1/runs", body, "k");
        var left = await service.Query<TimeSpan>(
            $"select expires_at - now() from idempotency_keys where account_id = '{ada.Account}'");
        await service.Query<object>(
            $"""
            update idempotency_keys set expires_at = now() - interval '1 minute'
            where account_id = '{ada.Account}' returning 1
            """);

        var second = (await ada.PostWithKey("/v1/runs", new { status = "failed" }, "k")).Is(HttpStatusCode.Created);

        Assert.InRange(left, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.NotEqual(first.Id, second.Id);
        (await ada.PostWithKey("/v1/runs", new { status = "failed" }, "k")).IsTheAnswerAgain(second);
    }

    [NeedsOwnDatabase("reads the rows of everybody")]
    [Fact]
    public async Task The_key_itself_is_nowhere_in_the_database()
    {
        var ada = service.User();
        var key = UniqueId.Next("secret");
        (await ada.PostWithKey("/v1/runs", new { status = "running" }, key)).Is(HttpStatusCode.Created);

        Assert.False(await service.Query<bool>(
            $"select exists (select from idempotency_keys t where t::text like '%{key}%')"));
        Assert.True(await service.Query<bool>(
            $"select exists (select from idempotency_keys t where t::text like '%{ada.Account}%')"));
    }
}
