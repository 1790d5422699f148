using System.Net;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Api.Tests.Humanloop;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.ApiKeys;

/// <summary>Every endpoint with every single scope, with tokens and with keys.</summary>
public sealed class ScopeMatrixTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Id = "01990000-0000-7000-8000-0000000000aa";
    private const string Read = "evaluations:read";
    private const string Write = "evaluations:write";
    private const string Labels = "labels:write";
    private const string Admin = "admin";

    /// <summary>The scope that each endpoint is to need, and a body that it takes.</summary>
    private static readonly Dictionary<string, (string Scope, string? Body)> Needs = new()
    {
        ["POST /v1/run/{id}/evaluations"] = (Write, $$"""{"evaluation_label_id":"{{Id}}","value":1}"""),
        ["POST /v1/run/{id}/evaluations/batch"] = (Write, $$"""[{"evaluation_label_id":"{{Id}}","value":1}]"""),
        ["POST /v1/evaluations/batch"] = (Write, $$"""[{"run_id":"{{Id}}","evaluation_label_id":"{{Id}}","value":1}]"""),
        ["GET /v1/run/{id}/evaluations"] = (Read, null),
        ["GET /v1/run/{run_id}/evaluation/{evaluation_id}"] = (Read, null),
        ["PUT /v1/run/{run_id}/evaluation/{evaluation_id}"] = (Write, """{"value":1}"""),
        ["DELETE /v1/run/{run_id}/evaluation/{evaluation_id}"] = (Write, null),
        ["GET /v1/run/{run_id}/evaluation/{evaluation_id}/history"] = (Read, null),
        ["GET /v1/evaluations/export"] = (Read, null),
        ["GET /v1/evaluations"] = (Read, null),
        ["POST /v1/statistics"] = (Read, "{}"),
        ["POST /v1/agreement"] = (Read, $$"""{"evaluation_label_id":"{{Id}}"}"""),
        ["POST /v1/calibration"] =
            (Read, $$"""{"evaluation_label_id":"{{Id}}","evaluator_id":"{{Id}}","gold":{"authors":["ada"]} }"""),
        ["POST /v1/comparison"] = (
            Read,
            $$"""{ "evaluation_label_id":"{{Id}}","baseline":{"run_ids":["{{Id}}"] },"candidate":{"run_ids":["{{Id}}"] } }"""),
        ["POST /v1/coverage"] = (Read, $$"""{"evaluation_label_id":"{{Id}}"}"""),
        ["POST /v1/gate"] =
            (Read, $$"""{"conditions":[{"figure":"mean","evaluation_label_id":"{{Id}}","at_least":1}]}"""),
        ["POST /v1/evaluations/import"] = (Write, $$"""{"run_id":"{{Id}}","evaluation_label_id":"{{Id}}","value":1}"""),
        ["GET /v1/evaluations/import/{id}"] = (Write, null),
        ["GET /v1/evaluations/import/{id}/refusals"] = (Write, null),
        ["POST /v1/runs"] = (Write, """{"status":"running"}"""),
        ["GET /v1/runs"] = (Read, null),
        ["PUT /v1/run/{id}"] = (Write, """{"status":"running"}"""),
        ["GET /v1/run/{id}"] = (Read, null),
        ["POST /v1/evaluation-labels"] = (Labels, """{"name":"NAME","value_type":"binary"}"""),
        ["GET /v1/evaluation-labels"] = (Read, null),
        ["GET /v1/evaluation-label/{id}"] = (Read, null),
        ["PUT /v1/evaluation-label/{id}"] = (Labels, """{"name":"NAME"}"""),
        ["DELETE /v1/evaluation-label/{id}"] = (Labels, null),
        ["POST /v1/evaluators"] = (Labels, $$"""{"name":"NAME","kind":"llm","evaluation_label_ids":["{{Id}}"]}"""),
        ["GET /v1/evaluators"] = (Read, null),
        ["GET /v1/evaluator/{id}"] = (Read, null),
        ["PUT /v1/evaluator/{id}"] = (Labels, $$"""{"name":"NAME","evaluation_label_ids":["{{Id}}"]}"""),
        ["DELETE /v1/evaluator/{id}"] = (Labels, null),
        ["POST /v1/api-keys"] = (Admin, """{"name":"NAME","scopes":["admin"]}"""),
        ["GET /v1/api-keys"] = (Admin, null),
        ["GET /v1/api-key/{id}"] = (Admin, null),
        ["DELETE /v1/api-key/{id}"] = (Admin, null),
    };

    public static TheoryData<string> Scopes => [.. ScopeNames.All.Keys];

    [Fact]
    public void Every_endpoint_is_asked_and_publishes_its_scope()
    {
        var published = Endpoints().Select(e => $"{e.Name} needs {(e.Scope is { } scope ? ScopeNames.Of(scope) : "nothing")}");

        Assert.Equal(
            Needs.Select(n => $"{n.Key} needs {n.Value.Scope}").Order(StringComparer.Ordinal),
            published.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Exactly_the_scope_that_is_needed_or_admin_passes(string held)
    {
        var account = UniqueId.Next("account");
        var key = await service.User(account).HasKey(held);
        ApiClient[] clients = [service.Scoped(account, ScopeNames.All[held]), service.With(key)];

        foreach (var client in clients)
            foreach (var (endpoint, _) in Endpoints())
            {
                var answer = await Ask(client, endpoint);
                var needed = Needs[endpoint].Scope;
                if (held == needed || held == Admin)
                    Assert.True(answer.Status is < 300 or 404 or 422, $"{endpoint} with {held}: {answer.Status} {answer.Text}");
                else
                    AssertNamed(answer.Is(HttpStatusCode.Forbidden, "scope_required"), needed);
            }
    }

    [Fact]
    public async Task Without_any_scope_everything_is_refused()
    {
        var client = service.Scoped(UniqueId.Next("account"));

        foreach (var (endpoint, _) in Endpoints())
            AssertNamed((await Ask(client, endpoint)).Is(HttpStatusCode.Forbidden, "scope_required"), Needs[endpoint].Scope);
    }

    [Fact]
    public async Task HEAD_needs_what_GET_needs()
    {
        var refused = await service.Scoped(UniqueId.Next("account"), Scope.EvaluationsWrite).Head("/v1/runs");

        Assert.Equal(403, refused.Is(HttpStatusCode.Forbidden).Status);
        Assert.Contains("insufficient_scope", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    private static void AssertNamed(Answer refused, string scope)
    {
        Assert.Equal(scope, refused["scope"].GetString());
        Assert.Contains($"'{scope}'", refused["error"].GetString(), StringComparison.Ordinal);
        Assert.Equal($"Bearer error=\"insufficient_scope\", scope=\"{scope}\"", refused.Headers["WWW-Authenticate"]);
    }

    private static Task<Answer> Ask(ApiClient client, string endpoint)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        foreach (var parameter in (string[])["{id}", "{run_id}", "{evaluation_id}"])
            path = path.Replace(parameter, Id, StringComparison.Ordinal);
        var body = Needs[endpoint].Body?.Replace("NAME", UniqueId.Next("name"), StringComparison.Ordinal);
        return client.Send(
            new HttpMethod(method), path, body is not null && path.EndsWith("/import", StringComparison.Ordinal) ? Ndjson.Of(body) : body);
    }

    private IEnumerable<(string Name, Scope? Scope)> Endpoints() =>
        from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && !HumanloopEndpoints.Has(endpoint)
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        where method != "HEAD"
        let scope = endpoint.Metadata.GetMetadata<NeedsScopeAttribute>()
        select ($"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}", scope?.Scope);
}
