using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Settings;

namespace RunEvaluations.Api.Tests.Security;

public sealed class DevelopmentTokenTests : IAsyncLifetime, IDisposable
{
    private static readonly AuthenticationSettings Settings = new() { DevelopmentKey = true };
    private readonly TemporaryDirectory directory = new();
    private GuardedApi api = null!;

    public async Task InitializeAsync() => api = await GuardedApi.StartAsync(Settings, directory.Path);

    public async Task DisposeAsync() => await api.DisposeAsync();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_token_for_a_user_is_accepted_until_it_expires()
    {
        var token = Tokens().Sign("Ä/<acme>", "ann\"", null, TimeSpan.FromHours(8));
        Assert.DoesNotContain('\n', token);
        Assert.Equal("Ä/<acme>/ann\"/", await CallerAsync(token));
        api.Time.Advance(TimeSpan.FromHours(8) + TokenRules.ClockSkew);
        await (await api.GetAsync(token)).AssertRefusedAsync("token_expired");
    }

    [Theory]
    [InlineData("ann")]
    [InlineData(null)]
    public async Task A_token_for_an_evaluator_is_accepted(string? user)
    {
        var token = Tokens().Sign("acme", user, EvaluatorList.Active, TimeSpan.FromMinutes(1));
        Assert.Equal($"acme//{EvaluatorList.Active}", await CallerAsync(token));
    }

    [Fact]
    public async Task A_token_signed_with_the_key_of_another_directory_is_refused()
    {
        using var other = new TemporaryDirectory();
        var response = await api.GetAsync(Tokens(other).Sign("acme", "ann", null, TimeSpan.FromHours(1)));
        await response.AssertRefusedAsync();
    }

    [Fact]
    public void A_token_that_would_be_refused_is_not_signed()
    {
        var tokens = Tokens();
        var hour = TimeSpan.FromHours(1);
        Assert.Throws<ArgumentException>(() => tokens.Sign("", "ann", null, hour));
        Assert.Throws<ArgumentException>(() => tokens.Sign("acme", null, null, hour));
        Assert.Throws<ArgumentException>(() => tokens.Sign("acme", "a b", EvaluatorList.Active, hour));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokens.Sign("acme", "ann", null, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokens.Sign("acme", "ann", null, TimeSpan.MaxValue));
    }

    [Fact]
    public void Without_the_development_key_no_token_is_signed()
    {
        var rules = new TokenRulesReader(GuardedApi.PublicKeys(Signer.For("ES256").Pem), Environment(), null).Read();
        var refused = Assert.Throws<SettingException>(() => new DevelopmentTokens(rules, api.Time));
        Assert.Equal("Authentication:DevelopmentKey", refused.Setting);
    }

    private DevelopmentTokens Tokens(TemporaryDirectory? of = null) =>
        new(new TokenRulesReader(Settings, Environment(), (of ?? directory).Path).Read(), api.Time);

    private static HostingEnvironment Environment() => new() { EnvironmentName = Environments.Production };

    private async Task<string> CallerAsync(string token)
    {
        var response = await api.GetAsync(token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
