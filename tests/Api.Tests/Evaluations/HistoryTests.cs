using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class HistoryTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task The_history_tells_who_gave_which_value_when_and_why()
    {
        var ada = service.User(user: "ada");
        var grace = service.User(ada.Account, "grace");
        var evaluation = await ada.HasEvaluation(value: 10);
        await ada.Put(Story.PathOf(evaluation), new { value = 20 });
        var changed = await grace.Put(Story.PathOf(evaluation), new { value = 30, reason = "Read again. é" });

        var history = (await ada.Get($"{Story.PathOf(evaluation)}/history")).Is(HttpStatusCode.OK);

        Assert.Equal(
            [
                (1, "created", 10.0, "ada", null),
                (2, "changed", 20.0, "ada", null),
                (3, "changed", 30.0, "grace", "Read again. é"),
            ],
            history.Items.Select(e => (
                e.GetProperty("version").GetInt32(),
                e.GetProperty("action").GetString()!,
                e.GetProperty("value").GetDouble(),
                e.GetProperty("created_by").GetString()!,
                e.TryGetProperty("reason", out var reason) ? reason.GetString() : null)));
        Assert.Equal(
            history.Items.SkipLast(1).Select(e => e.GetProperty("hash").GetString()),
            history.Items.Skip(1).Select(e => e.GetProperty("previous_hash").GetString()));
        Assert.Equal(
            changed["updated_at"].GetString(), history.Items.Last().GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task A_retracted_evaluation_is_gone_but_for_its_history_and_earlier_times()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation(value: 10);
        var path = Story.PathOf(evaluation);
        var list = $"/v1/run/{evaluation["run_id"].GetGuid()}/evaluations";
        var changed = await ada.Put(path, new { value = 20 });
        var before = $"as_of={Uri.EscapeDataString(changed["updated_at"].GetString()!)}";

        (await ada.Delete($"{path}?reason=Wrong%20run")).Is(HttpStatusCode.NoContent);

        (await ada.Get(path)).Is(HttpStatusCode.NotFound, "evaluation_retracted");
        (await ada.Put(path, new { value = 30 })).Is(HttpStatusCode.NotFound, "evaluation_retracted");
        (await ada.Delete(path)).Is(HttpStatusCode.NotFound, "evaluation_retracted");
        Assert.Equal("[]", (await ada.Get(list)).Text);
        Assert.Equal(changed.Text, (await ada.Get($"{path}?{before}")).Is(HttpStatusCode.OK).Text);
        Assert.Equal($"[{changed.Text}]", (await ada.Get($"{list}?{before}")).Is(HttpStatusCode.OK).Text);
        var last = (await ada.Get($"{path}/history")).Items.Last();
        Assert.Equal(
            ("retracted", 20.0, "Wrong run"),
            (last.GetProperty("action").GetString(), last.GetProperty("value").GetDouble(),
                last.GetProperty("reason").GetString()));
        var after = Uri.EscapeDataString(last.GetProperty("created_at").GetString()!);
        (await ada.Get($"{path}?as_of={after}")).Is(HttpStatusCode.NotFound, "evaluation_retracted");
        Assert.Equal("[]", (await ada.Get($"{list}?as_of={after}")).Text);
    }

    [Fact]
    public async Task Before_it_was_recorded_an_evaluation_was_not_there()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation();

        (await ada.Get($"{Story.PathOf(evaluation)}?as_of=2020-01-01T00:00:00Z"))
            .Is(HttpStatusCode.NotFound, "evaluation_not_found");
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00Z")]
    [InlineData("yesterday")]
    [InlineData("2026-01-01")]
    [InlineData("")]
    public async Task A_moment_that_has_not_come_or_is_none_is_refused(string moment)
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation();

        foreach (var path in new[] { Story.PathOf(evaluation), $"/v1/run/{evaluation["run_id"].GetGuid()}/evaluations" })
        {
            var answer = (await ada.Get($"{path}?as_of={moment}")).Is(HttpStatusCode.BadRequest, "invalid_request");
            Assert.True(answer["errors"].TryGetProperty("as_of", out _), answer.Text);
        }
    }

    [Fact]
    public async Task What_was_never_recorded_has_no_history()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation();

        (await ada.Get($"/v1/run/{evaluation["run_id"].GetGuid()}/evaluation/{UniqueId.Next()}/history"))
            .Is(HttpStatusCode.NotFound, "evaluation_not_found");
        (await service.User().Get($"{Story.PathOf(evaluation)}/history"))
            .Is(HttpStatusCode.NotFound, "evaluation_not_found");
    }

    [Fact]
    public async Task An_evaluator_takes_back_what_it_fills_and_nothing_else()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation();
        var other = service.Evaluator(ada.Account, await ada.HasEvaluator(await ada.HasBinaryLabel()));
        var own = service.Evaluator(
            ada.Account, await ada.HasEvaluator(evaluation["evaluation_label_id"].GetGuid()));

        (await other.Delete(Story.PathOf(evaluation))).Is(HttpStatusCode.Forbidden, "label_not_filled");
        (await ada.Get(Story.PathOf(evaluation))).Is(HttpStatusCode.OK);
        (await own.Delete(Story.PathOf(evaluation))).Is(HttpStatusCode.NoContent);
    }
}
