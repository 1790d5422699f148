using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Api.Tests.Humanloop;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Idempotency;

/// <summary>What holds for every POST that creates something, taken from the service's own list of endpoints.</summary>
public sealed class EveryPostTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    public static TheoryData<string> Routes => [.. CreatingPosts.All.Keys];

    [Fact]
    public void Every_POST_of_the_service_takes_a_key_and_is_told_of_here()
    {
        var posts = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Where(e => !HumanloopEndpoints.Has(e))
            .Where(e => !CreatingPosts.CreateNothing.Contains(e.RoutePattern.RawText!))
            .ToList();

        Assert.All(posts, post => Assert.NotNull(post.Metadata.GetMetadata<HttpCreateAttribute>()));
        Assert.Equal(CreatingPosts.All.Keys.Order(), posts.Select(p => p.RoutePattern.RawText!).Order());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_same_request_with_the_same_key_has_the_same_answer(string route)
    {
        var ada = service.User();
        var (path, body) = await CreatingPosts.All[route](ada);

        var first = (await ada.PostWithKey(path, body, "k")).Is(CreatingPosts.StatusOf(route));
        var second = await ada.PostWithKey(path, body, "k");

        Assert.False(first.IsReplayed());
        second.IsTheAnswerAgain(first);
        Assert.Equal(CreatingPosts.OfSeveral.Contains(route), !first.Headers.TryGetValue("Location", out var location));
        if (location is not null)
            Assert.Equal(first.Kept(), (await ada.Get(location)).Is(HttpStatusCode.OK).Kept());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Another_request_with_the_same_key_is_refused(string route)
    {
        var ada = service.User();
        var (path, body) = await CreatingPosts.All[route](ada);
        (await ada.PostWithKey(path, body, "k")).Is(CreatingPosts.StatusOf(route));

        var spaced = await ada.PostWithKey(path, body.ToJsonString() + " ", "k");

        spaced.Is(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        (await ada.PostWithKey(path, body, "k")).Is(CreatingPosts.StatusOf(route));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Many_at_once_with_one_key_have_one_answer(string route)
    {
        var ada = service.User();
        var (path, body) = await CreatingPosts.All[route](ada);
        var text = body.ToJsonString();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ada.PostUntilAnswered(path, text, "k")));

        Assert.All(answers, answer => answer.Is(CreatingPosts.StatusOf(route)));
        Assert.Single(answers.Select(a => a.Kept()).Distinct());
        Assert.Single(answers, answer => !answer.IsReplayed());
    }
}
