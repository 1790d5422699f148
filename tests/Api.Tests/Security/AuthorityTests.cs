using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Tests.Security;

public sealed class AuthorityTests
{
    private readonly Signer first = Signer.For("RS256").Named("1");
    private readonly Signer second = Signer.For("ES256").Named("2");

    [Fact]
    public async Task A_token_of_the_authority_is_accepted_and_its_documents_are_fetched_once()
    {
        await using var authority = await FakeAuthority.StartAsync(first, second);
        await using var api = await StartAsync(authority);
        foreach (var forge in new[] { TokenForge.With(first, "1"), TokenForge.With(second, "2"), TokenForge.With(second) })
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(forge.Build())).StatusCode);
        Assert.Equal(2, authority.Fetches);
    }

    [Fact]
    public async Task Issuer_audience_and_lifetime_are_checked_with_an_authority_too()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await StartAsync(authority);
        var forge = TokenForge.With(first, "1");
        foreach (var (claim, value) in new[] { ("iss", $"\"{authority.Address}\""), ("aud", "\"other\"") })
            await (await api.GetAsync((forge with { Payload = TokenForge.Claims(claim, value) }).Build())).AssertRefusedAsync();
        api.Time.Advance(TimeSpan.FromSeconds(3630));
        await (await api.GetAsync(forge.Build())).AssertRefusedAsync("token_expired");
    }

    [Fact]
    public async Task The_issuer_that_is_configured_goes_before_the_one_of_the_discovery_document()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await GuardedApi.StartAsync(Settings(authority) with { Issuer = "https://other.example" });
        await (await api.GetAsync(TokenForge.With(first, "1").Build())).AssertRefusedAsync();
        var other = TokenForge.With(first, "1") with { Payload = TokenForge.Claims("iss", "\"https://other.example\"") };
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(other.Build())).StatusCode);
    }

    [Fact]
    public async Task A_new_key_works_with_its_first_token_and_a_withdrawn_one_stops_working()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await StartAsync(authority);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(TokenForge.With(first, "1").Build())).StatusCode);

        authority.Keys.Clear();
        authority.Keys.Add(second.Jwk);
        api.Time.Advance(AuthorityKeys.Pause);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(TokenForge.With(second, "2").Build())).StatusCode);
        await (await api.GetAsync(TokenForge.With(first, "1").Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task A_new_key_under_an_old_id_replaces_the_old_one()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await StartAsync(authority);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(TokenForge.With(first, "1").Build())).StatusCode);

        var successor = Signer.For("RS256").Named("1");
        authority.Keys[0] = successor.Jwk;
        api.Time.Advance(AuthorityKeys.Lifetime - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(TokenForge.With(first, "1").Build())).StatusCode);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        var payload = TokenForge.Claims("exp", TokenForge.Seconds(99999));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync((TokenForge.With(successor, "1") with { Payload = payload }).Build())).StatusCode);
        await (await api.GetAsync((TokenForge.With(first, "1") with { Payload = payload }).Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task Unknown_key_ids_make_the_authority_work_once_in_half_a_minute()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await StartAsync(authority);
        for (var round = 1; round <= 3; round++)
        {
            for (var i = 0; i < 5; i++)
                await (await api.GetAsync(TokenForge.With(first, $"x{i}").Build())).AssertRefusedAsync();
            Assert.Equal(2 * round, authority.Fetches);
            api.Time.Advance(AuthorityKeys.Pause);
        }
    }

    [Fact]
    public async Task An_authority_out_of_reach_makes_503_until_it_is_back_and_nothing_after_its_keys_are_known()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await StartAsync(authority);
        authority.Down = true;
        var token = TokenForge.With(first, "1").Build();
        for (var i = 0; i < 3; i++)
        {
            var response = await api.GetAsync(token);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(AuthorityKeys.PauseWithoutKeys, response.Headers.RetryAfter!.Delta);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("authority_unavailable", body.GetProperty("code").GetString());
        }

        Assert.Equal(1, authority.Fetches);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/open", $"Bearer {token}")).StatusCode);
        await (await api.GetAsync("rubbish")).AssertRefusedAsync();
        await (await api.GetAsync("/caller", [])).AssertRefusedAsync("unauthenticated");

        authority.Down = false;
        api.Time.Advance(AuthorityKeys.PauseWithoutKeys);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);

        authority.Down = true;
        api.Time.Advance(AuthorityKeys.Lifetime);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        await (await api.GetAsync(TokenForge.With(second, "2").Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task Keys_of_the_authority_that_are_of_no_use_here_are_passed_over()
    {
        var encryption = Signer.For("RS256").Named("3");
        encryption.Jwk["use"] = "enc";
        var certified = Signer.For("RS256").Named("4");
        await using var authority = await FakeAuthority.StartAsync(encryption, certified);
        authority.Keys.Add(new JsonObject { ["kty"] = "oct", ["kid"] = "5", ["k"] = "AAAA" });
        authority.Keys.Add(new JsonObject { ["kty"] = "OKP", ["kid"] = "6", ["crv"] = "Ed25519", ["x"] = "AAAA" });
        await using var api = await StartAsync(authority);

        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(TokenForge.With(certified, "4").Build())).StatusCode);
        await (await api.GetAsync(TokenForge.With(encryption, "3").Build())).AssertRefusedAsync();
        var hmac = TokenForge.Hmac([0, 0, 0]) with { Header = """{"alg":"HS256","kid":"5"}""" };
        await (await api.GetAsync(hmac.Build())).AssertRefusedAsync();
    }

    [Fact]
    public async Task A_discovery_document_that_leads_to_plain_http_elsewhere_is_not_followed()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        authority.KeysAddress = "http://keys.invalid/keys";
        await using var api = await StartAsync(authority);
        var response = await api.GetAsync(TokenForge.With(first, "1").Build());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var warning = Assert.Single(api.Log.From(LogLevel.Warning));
        Assert.Contains("an address without https", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_requests_at_once_share_one_fetch()
    {
        await using var authority = await FakeAuthority.StartAsync(first);
        await using var api = await StartAsync(authority);
        var token = TokenForge.With(first, "1").Build();
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.GetAsync(token)));
        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, authority.Fetches);
    }

    private static Task<GuardedApi> StartAsync(FakeAuthority authority) => GuardedApi.StartAsync(Settings(authority));

    private static AuthenticationSettings Settings(FakeAuthority authority) => new()
    {
        Authority = authority.Address,
        Audience = TokenForge.Audience,
        RequireHttps = false,
    };
}
