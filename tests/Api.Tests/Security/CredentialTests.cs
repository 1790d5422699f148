using System.Net;
using Microsoft.Extensions.Logging;

namespace RunEvaluations.Api.Tests.Security;

public sealed class CredentialTests(DevelopmentApi service) : IClassFixture<DevelopmentApi>
{
    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("BEARER   ")]
    public async Task The_scheme_may_be_spelled_in_any_case(string scheme)
    {
        var response = await service.Api.GetAsync("/caller", scheme + service.Forge.Build());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_request_without_a_credential_gets_the_bare_challenge() =>
        await (await service.Api.GetAsync("/caller", [])).AssertRefusedAsync("unauthenticated");

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Token abc")]
    [InlineData("Bearerabc")]
    [InlineData("Digest")]
    public async Task Another_scheme_gets_the_bare_challenge_with_a_reason(string header)
    {
        var reason = await (await service.Api.GetAsync("/caller", header)).AssertRefusedAsync("unauthenticated");
        Assert.Contains("Bearer", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer    ")]
    public async Task A_scheme_without_a_token_is_refused(string header) =>
        Assert.Contains("no token", await (await service.Api.GetAsync("/caller", header)).AssertRefusedAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Two_credentials_are_refused_even_if_both_are_valid()
    {
        var header = "Bearer " + service.Forge.Build();
        var request = $"GET /caller HTTP/1.1\r\nHost: x\r\nAuthorization: {header}\r\nAuthorization: {header}\r\nConnection: close\r\n\r\n";
        var answer = await RawHttp.SendAsync(service.Api.Address, request);
        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Contains("not several", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("token")]
    public async Task A_token_in_the_query_string_is_not_looked_at(string name)
    {
        var response = await service.Api.GetAsync($"/caller?{name}={service.Forge.Build()}", []);
        await response.AssertRefusedAsync("unauthenticated");
    }

    [Theory]
    [InlineData("Bearer x")]
    [InlineData("Basic YTpi")]
    public async Task An_open_endpoint_answers_whatever_the_credential(string header) =>
        Assert.Equal(HttpStatusCode.OK, (await service.Api.GetAsync("/open", header)).StatusCode);

    [Fact]
    public async Task A_refusal_never_repeats_the_token()
    {
        var token = (service.Forge with { Header = """{"alg":"s3cretalg","kid":"s3cretkid"}""" }).Build();
        var response = await service.Api.GetAsync(token);
        var all = response.Headers + await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("s3cret", all, StringComparison.Ordinal);
        Assert.DoesNotContain(token[..20], all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_refused_nor_an_accepted_token_reaches_the_log()
    {
        var valid = service.Forge.Build();
        await service.Api.GetAsync(valid);
        await service.Api.GetAsync(valid[..^4] + "AAAA");
        await service.Api.GetAsync((service.Forge with { Payload = TokenForge.Claims("iss", "\"s3cret\"") }).Build());
        Assert.DoesNotContain(service.Api.Log.From(LogLevel.Trace), line =>
            line.Contains("s3cret", StringComparison.Ordinal) || line.Contains(valid[..40], StringComparison.Ordinal));
        Assert.Empty(service.Api.Log.From(LogLevel.Warning));
    }
}
