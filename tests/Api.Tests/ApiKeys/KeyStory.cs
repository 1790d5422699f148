using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.ApiKeys;

/// <summary>Keys as tests come by them.</summary>
internal static class KeyStory
{
    public static async Task<Answer> HasKey(this ApiClient admin, params string[] scopes) =>
        (await admin.Post("/v1/api-keys", new { name = "pipeline", scopes })).Is(HttpStatusCode.Created);

    public static async Task<Answer> HasKeyFor(this ApiClient admin, Guid evaluatorId, params string[] scopes) =>
        (await admin.Post("/v1/api-keys", new { name = "judge", scopes, evaluator_id = evaluatorId }))
            .Is(HttpStatusCode.Created);

    public static string Secret(this Answer key) => key["secret"].GetString()!;

    /// <summary>A client that brings the key as bearer.</summary>
    public static ApiClient With(this ServiceFixture service, Answer key) =>
        new(service.Address, key.Secret(), key["account_id"].GetString()!);

    /// <summary>Sends a GET with these headers and no other credential.</summary>
    public static Task<Answer> Asks(
        this ServiceFixture service, string path, params (string Name, string Value)[] headers) =>
        service.Anonymous().Send(HttpMethod.Get, path, null, headers);
}
