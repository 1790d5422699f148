using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class CorrectingEvaluationsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_correction_changes_the_value_and_says_who_made_it_and_when()
    {
        var ada = service.User(user: "ada");
        var before = await ada.HasEvaluation(value: 10);
        var grace = service.User(ada.Account, "grace");

        var after = (await grace.Put(Story.PathOf(before), new { value = 20 })).Is(HttpStatusCode.OK);

        Assert.Equal(20, after["value"].GetDouble());
        Assert.Equal("grace", after["updated_by"].GetString());
        Assert.True(after["updated_at"].GetDateTimeOffset() >= after["created_at"].GetDateTimeOffset());
        Assert.Equal(after.Text, (await ada.Get(Story.PathOf(before))).Text);
    }

    [Fact]
    public async Task Nothing_but_the_value_and_the_last_change_differs_after_a_correction()
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);

        var after = (await ada.Put(Story.PathOf(before), new { value = 20 })).Is(HttpStatusCode.OK);

        string[] mayChange = ["value", "updated_by", "updated_at"];
        Assert.Equal(Fixed(before), Fixed(after));

        IEnumerable<string> Fixed(Answer answer) =>
            answer.Json.EnumerateObject().Where(m => !mayChange.Contains(m.Name)).Select(m => $"{m.Name}={m.Value}");
    }

    [Theory]
    [InlineData("""{"value":1,"comment":"better"}""", "comment")]
    [InlineData("""{"value":1,"evaluation_label_id":"01890000-0000-7000-8000-000000000000"}""", "evaluation_label_id")]
    [InlineData("""{"value":1,"output_name":null}""", "output_name")]
    [InlineData("""{"value":1,"Value":2}""", "Value")]
    [InlineData("""{}""", "value")]
    [InlineData("""{"value":null}""", "value")]
    [InlineData("""{"value":"1"}""", "value")]
    [InlineData("""{"value":1e400}""", "value")]
    [InlineData("""{"value":1,"value":2}""", "value")]
    public async Task Only_the_value_can_be_changed(string body, string field)
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);

        var answer = await ada.Put(Story.PathOf(before), body);

        answer.Is(HttpStatusCode.BadRequest, "invalid_request");
        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Text);
        Assert.Equal(before.Text, (await ada.Get(Story.PathOf(before))).Text);
    }

    [Fact]
    public async Task A_value_that_the_label_does_not_allow_is_422_and_changes_nothing()
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);

        var answer = (await ada.Put(Story.PathOf(before), new { value = 100.5 }))
            .Is(HttpStatusCode.UnprocessableEntity, "value_not_allowed");

        Assert.Equal(100, answer["max_value"].GetDouble());
        Assert.Equal(100.5, answer["value"].GetDouble());
        Assert.Equal(before["evaluation_label_id"].GetGuid(), answer["evaluation_label_id"].GetGuid());
        Assert.Equal(before.Text, (await ada.Get(Story.PathOf(before))).Text);
    }

    [Fact]
    public async Task The_value_of_an_archived_label_can_still_be_corrected()
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);
        await ada.Delete($"/v1/evaluation-label/{before["evaluation_label_id"].GetGuid()}");

        Assert.Equal(11, (await ada.Put(Story.PathOf(before), new { value = 11 })).Is(HttpStatusCode.OK)["value"].GetDouble());
    }

    [Fact]
    public async Task An_evaluation_that_is_not_there_is_404()
    {
        var ada = service.User();
        var run = await ada.HasRun();
        (await ada.Put($"/v1/run/{run}/evaluation/{UniqueId.Next()}", new { value = 1 }))
            .Is(HttpStatusCode.NotFound, "evaluation_not_found");
    }

    [Fact]
    public async Task An_evaluation_of_another_run_is_404()
    {
        var ada = service.User();
        var (evaluation, otherRun) = (await ada.HasEvaluation(), await ada.HasRun());
        (await ada.Put($"/v1/run/{otherRun}/evaluation/{evaluation.Id}", new { value = 1 }))
            .Is(HttpStatusCode.NotFound, "evaluation_not_found");
    }

    [Fact]
    public async Task A_correction_by_an_evaluator_names_the_evaluator_and_no_user()
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);
        var evaluator = await ada.HasEvaluator(before["evaluation_label_id"].GetGuid());

        var after = await service.Evaluator(ada.Account, evaluator).Put(Story.PathOf(before), new { value = 12 });

        after.Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, after["updated_by"].ValueKind);
        Assert.Equal(evaluator, after["updated_by_evaluator_id"].GetGuid());
        Assert.Equal(JsonValueKind.String, after["updated_at"].ValueKind);
    }

    [Fact]
    public async Task An_evaluator_corrects_only_what_its_labels_are_about()
    {
        var ada = service.User();
        var before = await ada.HasEvaluation(value: 10);
        var evaluator = await ada.HasEvaluator(await ada.HasBinaryLabel());

        (await service.Evaluator(ada.Account, evaluator).Put(Story.PathOf(before), new { value = 12 }))
            .Is(HttpStatusCode.Forbidden, "label_not_filled");
    }
}
