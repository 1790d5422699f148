using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Api.Tests.ApiKeys;
using RunEvaluations.Api.Tests.Isolation;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>What holds for every endpoint of /v5, taken from the service's own list.</summary>
public sealed class EveryEndpointTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string NeverDone = "POST v5/{kind:files}/call";

    public static TheoryData<string> Routes => [.. HumanloopRequests.All.Keys];

    public static TheoryData<string> Scopes => [.. ScopeNames.All.Keys];

    [Fact]
    public void Every_endpoint_has_a_request_and_publishes_the_scope_that_it_needs()
    {
        var served =
            from route in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where HumanloopEndpoints.Has(route)
            from method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            let scope = route.Metadata.GetRequiredMetadata<NeedsScopeAttribute>().Scope
            select $"{method} {route.RoutePattern.RawText} needs {ScopeNames.Of(scope)}";

        Assert.Equal(
            HumanloopRequests.All.Select(r => $"{r.Key} needs {r.Value[0].Scope}").Order(StringComparer.Ordinal),
            served.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task It_answers_the_owner_and_is_not_there_for_another(string route)
    {
        var (ada, eve) = (service.User(), service.User());
        var world = await HumanloopWorld.Of(ada);
        var others = new AccountRows(service, ada.Account);
        var before = await others.OfAllBut(eve.Account);
        foreach (var request in HumanloopRequests.All[route])
        {
            var strange = await Ask(eve, route, world, request);

            // A request without an id is one's own; a list, or a deletion of what is not there, is empty.
            var named = world.IsIn(world.Spell(request.Path) + world.Spell(request.Body ?? ""));
            if (named && route != "DELETE v5/logs")
                Assert.True(strange.Status is 404 or 422, $"{request.Path} answers {strange.Status}: {strange.Text}");
            else
                Assert.False(world.IsIn(strange.Text), $"{request.Path} shows what is another's: {strange.Text}");
        }

        Assert.Equal(before, await others.OfAllBut(eve.Account));
        foreach (var request in HumanloopRequests.All[route].Where(_ => route != NeverDone))
            Assert.InRange((await Ask(ada, route, world, request)).Status, 200, 204);
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Exactly_the_scope_that_is_needed_or_admin_passes(string held)
    {
        var ada = service.User();
        var world = await HumanloopWorld.Of(ada);
        ApiClient[] clients = [service.Scoped(ada.Account, ScopeNames.All[held]), service.With(await ada.HasKey(held))];

        foreach (var client in clients)
            foreach (var (route, requests) in HumanloopRequests.All)
            {
                var answer = await Ask(client, route, world, requests[0]);
                if (route == NeverDone)
                    answer.Is(HttpStatusCode.UnprocessableEntity);
                else if (held == requests[0].Scope || held == "admin")
                    Assert.True(answer.Status is < 300 or 404 or 409, $"{route} with {held}: {answer.Status} {answer.Text}");
                else
                    answer.IsRefused(HttpStatusCode.Forbidden, "scope_required");
            }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_credential_nothing_is_told(string route)
    {
        var world = await HumanloopWorld.Of(service.User());
        var refused = await Ask(service.Anonymous(), route, world, HumanloopRequests.All[route][0]);
        Assert.False(world.IsIn(refused.Is(HttpStatusCode.Unauthorized).Text));
    }

    [Fact]
    public async Task An_evaluators_own_credential_reads_and_writes_nothing()
    {
        var ada = service.User();
        var world = await HumanloopWorld.Of(ada);
        var evaluator = (await ada.Get("/v1/evaluators")).Items.First().GetProperty("id").GetGuid();
        var client = service.Evaluator(ada.Account, evaluator);

        foreach (var (route, requests) in HumanloopRequests.All)
        {
            var answer = await Ask(client, route, world, requests[0]);
            if (requests[0].Scope == "evaluations:read")
                answer.Is(HttpStatusCode.OK);
            else if (route != NeverDone)
                answer.IsRefused(HttpStatusCode.Forbidden, "user_required");
        }
    }

    [Fact]
    public async Task Making_an_evaluator_beside_a_judgment_needs_the_scope_that_making_one_does()
    {
        var ada = service.User();
        var log = await ada.HasLog(await ada.HasFlow());
        var body = new
        {
            path = UniqueId.Next("judge"),
            parent_id = log.TextOf("id"),
            judgment = true,
            spec = new { arguments_type = "target_free", return_type = "boolean", evaluator_type = "external" },
        };

        var writer = service.Scoped(ada.Account, Scope.EvaluationsWrite);
        (await writer.Post("/v5/evaluators/log", body)).IsRefused(HttpStatusCode.Forbidden, "scope_required");

        var both = service.Scoped(ada.Account, Scope.EvaluationsWrite, Scope.LabelsWrite);
        (await both.Post("/v5/evaluators/log", body)).Is(HttpStatusCode.OK);
    }

    private static Task<Answer> Ask(ApiClient client, string route, HumanloopWorld world, HumanloopRequest request) =>
        client.Send(
            new HttpMethod(route.Split(' ')[0]),
            world.Spell(request.Path),
            request.Body is { } body ? world.Spell(body) : null);
}
