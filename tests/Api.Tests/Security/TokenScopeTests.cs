using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Tests.Security;

public sealed class TokenScopeTests(DevelopmentApi service) : IClassFixture<DevelopmentApi>
{
    private const string Everything = "evaluations:read evaluations:write labels:write admin";

    [Theory]
    [InlineData(null, Everything)]
    [InlineData("\"\"", "")]
    [InlineData("[]", "")]
    [InlineData("\"labels:write\"", "labels:write")]
    [InlineData("\"openid labels:write  profile evaluations:read\"", "evaluations:read labels:write")]
    [InlineData("[\"openid\",\"evaluations:write\"]", "evaluations:write")]
    [InlineData("[\"labels:write evaluations:read\"]", "")]
    [InlineData("\"admin\"", Everything)]
    [InlineData("\"Admin ADMIN evaluations:* *\"", "")]
    [InlineData("\"labels:write,admin\"", "")]
    public async Task The_claim_says_what_the_token_may_be_used_for(string? claim, string scopes)
    {
        var token = service.Forge with { Payload = TokenForge.Claims("scope", claim) };

        var answer = await service.Api.GetAsync("/scopes", $"Bearer {token.Build()}");

        Assert.Equal(scopes, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{\"admin\":true}")]
    [InlineData("[\"admin\",7]")]
    [InlineData("\"\\ud800\"")]
    public async Task A_claim_of_another_kind_is_refused(string claim)
    {
        var token = service.Forge with { Payload = TokenForge.Claims("scope", claim) };

        Assert.Contains("'scope'", await (await service.Api.GetAsync(token.Build())).AssertRefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_says_what_a_token_without_the_claim_may_be_used_for()
    {
        var signer = Signer.For("ES256");
        var settings = GuardedApi.PublicKeys(signer.Pem) with { DefaultScopes = ["evaluations:read", "labels:write"] };
        await using var api = await GuardedApi.StartAsync(settings);

        Assert.Equal("evaluations:read labels:write", await Scopes(TokenForge.Claims()));
        Assert.Equal("evaluations:write", await Scopes(TokenForge.Claims("scope", "\"evaluations:write\"")));

        async Task<string> Scopes(string payload)
        {
            var token = (TokenForge.With(signer) with { Payload = payload }).Build();
            return await (await api.GetAsync("/scopes", $"Bearer {token}")).Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public void A_default_that_is_no_scope_stops_the_start()
    {
        var settings = GuardedApi.PublicKeys(Signer.For("ES256").Pem) with { DefaultScopes = ["evaluations:raed"] };
        var reader = new TokenRulesReader(
            settings, new HostingEnvironment { EnvironmentName = Environments.Production }, dataDirectory: null);

        Assert.Equal("Authentication:DefaultScopes", Assert.Throws<SettingException>(reader.Read).Setting);
    }
}
