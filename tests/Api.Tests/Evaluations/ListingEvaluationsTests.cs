using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class ListingEvaluationsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_run_without_evaluations_has_an_empty_list()
    {
        var ada = service.User();
        Assert.Equal("[]", (await ada.Get($"/v1/run/{await ada.HasRun()}/evaluations")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_404() =>
        (await service.User().Get($"/v1/run/{UniqueId.Next()}/evaluations")).Is(HttpStatusCode.NotFound, "run_not_found");

    [Fact]
    public async Task The_list_has_each_evaluation_as_it_reads_alone_in_the_order_of_creation()
    {
        var (ada, run, recorded) = await RunWithEvaluations(7);

        var list = (await ada.Get($"/v1/run/{run}/evaluations")).Is(HttpStatusCode.OK);

        Assert.Equal(recorded.Select(e => e.Text), list.Items.Select(e => e.GetRawText()));
        Assert.Null(list.Next);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 3)]
    [InlineData(7, 1)]
    [InlineData(1000, 1)]
    public async Task Pages_follow_the_link_and_together_are_the_whole_list(int limit, int pages)
    {
        var (ada, run, recorded) = await RunWithEvaluations(7);

        var (seen, count) = (new List<Guid>(), 0);
        for (var next = $"/v1/run/{run}/evaluations?limit={limit}"; next is not null; count++)
        {
            var page = (await ada.Get(next)).Is(HttpStatusCode.OK);
            Assert.InRange(page.Items.Count(), 1, limit);
            seen.AddRange(page.Items.Select(e => e.GetProperty("id").GetGuid()));
            next = page.Next;
        }

        Assert.Equal(recorded.Select(e => e.Id), seen);
        Assert.Equal(pages, count);
    }

    [Fact]
    public async Task A_cursor_without_a_limit_gives_all_the_rest()
    {
        var (ada, run, recorded) = await RunWithEvaluations(4);
        var next = (await ada.Get($"/v1/run/{run}/evaluations?limit=1")).Next!;

        var rest = await ada.Get(next.Replace("limit=1&", "", StringComparison.Ordinal));

        Assert.Equal(recorded.Skip(1).Select(e => e.Id), rest.Items.Select(e => e.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task Pages_stay_right_while_evaluations_arrive()
    {
        var (ada, run, recorded) = await RunWithEvaluations(2);
        var first = await ada.Get($"/v1/run/{run}/evaluations?limit=1");
        var late = await ada.Records(run, recorded[0]["evaluation_label_id"].GetGuid(), 5);

        var second = await ada.Get(first.Next!);
        var third = await ada.Get(second.Next!);

        Assert.Equal(recorded[1].Id, second.Items.Single().GetProperty("id").GetGuid());
        Assert.Equal(late.Id, third.Items.Single().GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("Limit=1", "Limit")]
    [InlineData("lim=1", "lim")]
    [InlineData("after=x", "after")]
    [InlineData("after=", "after")]
    [InlineData("after=AgjfR2fRJWo6AaH7iq-3dRiA98b0OxDBxw", "after")]
    public async Task A_parameter_that_cannot_be_read_is_400_and_named(string query, string field)
    {
        var ada = service.User();
        var answer = await ada.Get($"/v1/run/{await ada.HasRun()}/evaluations?{query}");
        Assert.True(
            answer.Is(HttpStatusCode.BadRequest, "invalid_request")["errors"].TryGetProperty(field, out _), answer.Text);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        var (ada, run, recorded) = await RunWithEvaluations(2);
        string[] paths =
            [$"/v1/run/{run}/evaluations?limit=1", Story.PathOf(recorded[0]), $"/v1/run/{run}", "/v1/runs", "/v1/evaluation-labels", "/v1/evaluators"];

        foreach (var path in paths)
        {
            var (get, head) = (await ada.Get(path), await ada.Head(path));
            Assert.Equal("", head.Is(HttpStatusCode.OK).Text);
            Assert.Equal(get.Headers["Content-Type"], head.Headers["Content-Type"]);
            Assert.Equal(get.Next, head.Next);
        }

        Assert.Equal("", (await ada.Head($"/v1/run/{UniqueId.Next()}/evaluations")).Is(HttpStatusCode.NotFound).Text);
    }

    private async Task<(ApiClient Client, Guid Run, IReadOnlyList<Answer> Recorded)> RunWithEvaluations(int count)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel());
        var recorded = new List<Answer>();
        for (var i = 0; i < count; i++)
            recorded.Add((await ada.Records(run, label, i)).Is(HttpStatusCode.Created));
        return (ada, run, recorded);
    }
}
