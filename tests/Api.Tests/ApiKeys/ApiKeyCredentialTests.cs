using System.Net;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using RunEvaluations.Api.Tests.Security;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Domain.ApiKeys;

namespace RunEvaluations.Api.Tests.ApiKeys;

/// <summary>What a key opens, in either header, and when it no longer does.</summary>
public sealed class ApiKeyCredentialTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private readonly ApiClient ada = service.User();

    [Fact]
    public async Task A_key_speaks_for_its_user()
    {
        var evaluation = await ada.HasEvaluation();
        var key = (await ada.Post("/v1/api-keys", new { name = "b", scopes = (string[])["evaluations:write"], user = "bob" }));

        var changed = await service.With(key).Put(Story.PathOf(evaluation), new { value = 7 });

        Assert.Equal("bob", changed.Is(HttpStatusCode.OK)["updated_by"].GetString());
    }

    [Fact]
    public async Task A_key_speaks_for_its_evaluator_until_that_is_archived()
    {
        var (run, label, other) = (await ada.HasRun(), await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        var evaluator = await ada.HasEvaluator(label);
        var client = service.With(await ada.HasKeyFor(evaluator, "evaluations:write"));

        var recorded = (await client.Records(run, label, 1)).Is(HttpStatusCode.Created);
        Assert.Equal(evaluator, recorded["created_by_evaluator_id"].GetGuid());
        (await client.Records(run, other, 1)).Is(HttpStatusCode.Forbidden, "label_not_filled");

        (await ada.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.NoContent);
        (await client.Records(run, label, 1)).Is(HttpStatusCode.Unauthorized, "invalid_api_key");
    }

    [Fact]
    public async Task A_key_works_in_either_header_and_in_both()
    {
        var secret = (await ada.HasKey("evaluations:read")).Secret();

        foreach (var scheme in (string[])["Bearer", "bearer", "BEARER  "])
            (await service.Asks("/v1/runs", ("Authorization", $"{scheme} {secret}"))).Is(HttpStatusCode.OK);
        (await service.Asks("/v1/runs", ("X-API-KEY", secret))).Is(HttpStatusCode.OK);
        (await service.Asks("/v1/runs", ("x-api-key", secret), ("Authorization", $"Bearer {secret}"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_credentials_that_differ_are_refused_even_if_both_are_good()
    {
        var (one, two) = ((await ada.HasKey("admin")).Secret(), (await ada.HasKey("admin")).Secret());
        var token = service.Token(ada.Account, "ada");

        foreach (var bearer in (string[])[two, token])
        {
            var refused = await service.Asks("/v1/runs", ("X-API-KEY", one), ("Authorization", $"Bearer {bearer}"));
            refused.Is(HttpStatusCode.Unauthorized, "invalid_token");
            Assert.Contains("one credential", refused["error"].GetString(), StringComparison.Ordinal);
        }

        await AssertRefused("unauthenticated", ("X-API-KEY", one), ("Authorization", "Basic YTpi"));
        var twice = await RawHttp.SendAsync(
            service.Address,
            $"GET /v1/runs HTTP/1.1\r\nHost: x\r\nX-API-KEY: {one}\r\nX-API-KEY: {one}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 401 ", twice, StringComparison.Ordinal);
        Assert.Contains("not several", twice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_but_the_key_to_the_letter_is_refused()
    {
        var secret = (await ada.HasKey("admin")).Secret();
        var eve = ApiKeyText.New(UniqueId.Next("account")).Reveal();
        var (random, account) = (secret[..48], secret[48..]);
        string[] wrong =
        [
            "rek_", random, secret[..^1], secret + "A", secret + "=", secret + "," + secret, $"{secret} {secret}",
            random + eve[48..], eve[..48] + account, secret.ToUpperInvariant(), secret.ToLowerInvariant(),
            "rek_" + Swapped(secret[4..]), $"\"{secret}\"", $"rek_{new string('A', 20_000)}",
        ];

        foreach (var text in wrong.Where(text => text.StartsWith("rek_", StringComparison.Ordinal)))
            await AssertRefused("invalid_api_key", ("Authorization", $"Bearer {text}"));
        foreach (var text in wrong.Concat(["", secret[4..], $"Bearer {secret}", service.Token(ada.Account, "ada")]))
            await AssertRefused("invalid_api_key", ("X-API-KEY", text));
        await AssertRefused("invalid_token", ("Authorization", $"Bearer {secret.Replace("rek_", "REK_", StringComparison.Ordinal)}"));
        await AssertRefused("unauthenticated", ("Authorization", secret));
        (await service.Asks($"/v1/runs?api_key={secret}")).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await service.Asks("/v1/runs", ("X-API-KEY", $" {secret}\t"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_on_every_instance()
    {
        await using var other = service.Build(service.Connections);
        await other.StartAsync();
        var key = await ada.HasKey("evaluations:read");
        var (here, there) = (service.With(key), On(other, key));
        (await here.Get("/v1/runs")).Is(HttpStatusCode.OK);
        (await there.Get("/v1/runs")).Is(HttpStatusCode.OK);

        (await ada.Delete($"/v1/api-key/{key.Id}")).Is(HttpStatusCode.NoContent);

        (await there.Get("/v1/runs")).Is(HttpStatusCode.Unauthorized, "api_key_revoked");
        var refused = (await here.Get("/v1/runs")).Is(HttpStatusCode.Unauthorized, "api_key_revoked");
        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"The API key has been revoked.\"",
            refused.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task An_expired_key_is_refused_and_only_its_holder_is_told()
    {
        var key = await ada.HasKey("evaluations:read");
        await service.Query<DateTime>(
            $"update api_keys set expires_at = now() - interval '1 second' where id = '{key.Id}' returning expires_at");

        (await service.With(key).Get("/v1/runs")).Is(HttpStatusCode.Unauthorized, "api_key_expired");
        await AssertRefused("invalid_api_key", ("X-API-KEY", "rek_" + Swapped(key.Secret()[4..])));
    }

    [Fact]
    public async Task The_last_use_is_known_soon()
    {
        var key = await ada.HasKey("evaluations:read");
        Assert.Null((await LastUse())?.ToString());

        (await service.With(key).Get("/v1/runs")).Is(HttpStatusCode.OK);

        await Eventually.Is(async () => await LastUse() is not null);

        async Task<string?> LastUse() => (await ada.Get($"/v1/api-key/{key.Id}"))["last_used_at"].GetString();
    }

    [Fact]
    public async Task A_key_opens_a_database_that_cannot_be_written_to()
    {
        var key = await ada.HasKey("evaluations:read", "evaluations:write");
        var readOnly = new NpgsqlConnectionStringBuilder(service.Connections.Service)
        {
            Options = "-c default_transaction_read_only=on",
        };
        await using var other = service.Build(service.Connections with { Service = readOnly.ConnectionString });
        await other.StartAsync();

        for (var i = 0; i < 3; i++)
            (await On(other, key).Get("/v1/runs")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_does_not_ask_whose_key_it_is()
    {
        await using var other = service.Build(new("Host=127.0.0.1;Port=1;Database=none;Timeout=1", ""));
        await other.StartAsync();
        var client = On(other, await ada.HasKey("admin"));

        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
        (await client.Get("/v1/runs")).Is(HttpStatusCode.ServiceUnavailable);
    }

    private static ApiClient On(WebApplication other, Answer key) =>
        new(new Uri(other.Urls.Single()), key.Secret(), key["account_id"].GetString()!);

    private static string Swapped(string text) => (text[0] == 'A' ? 'B' : 'A') + text[1..];

    private async Task AssertRefused(string code, params (string Name, string Value)[] headers)
    {
        var refused = (await service.Asks("/v1/runs", headers)).Is(HttpStatusCode.Unauthorized, code);
        Assert.StartsWith("Bearer", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.DoesNotContain("rek_A", refused.Text, StringComparison.Ordinal);
    }
}
