using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using RunEvaluations.Api.Security;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Security;

public sealed class TokenMemoryTests : IDisposable
{
    private static readonly SecurityKey Key = VerificationKey.Hmac(new byte[32]);

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_remembered_token_is_refused_from_the_very_second_on_in_which_it_expires()
    {
        await using var api = await DevelopmentService();
        var token = Forge().Build();
        var skew = TokenRules.ClockSkew;

        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        api.Time.Advance(TimeSpan.FromHours(1) + skew - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        api.Time.Advance(TimeSpan.FromTicks(1));
        await (await api.GetAsync(token)).AssertRefusedAsync("token_expired");

        // A clock that is set back makes it good again, and then not yet good: as without a memory.
        api.Time.Advance(-TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
    }

    [Theory]
    [InlineData("nbf")]
    [InlineData("iat")]
    public async Task A_token_that_is_not_valid_yet_is_refused_before_and_after_it_was_valid(string claim)
    {
        await using var api = await DevelopmentService();
        var token = (Forge() with { Payload = TokenForge.Claims(claim, TokenForge.Seconds(60)) }).Build();

        await (await api.GetAsync(token)).AssertRefusedAsync();
        api.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        api.Time.Advance(TimeSpan.FromSeconds(-1));
        await (await api.GetAsync(token)).AssertRefusedAsync();
    }

    [Fact]
    public async Task A_token_that_differs_in_one_character_is_refused_before_and_after()
    {
        await using var api = await DevelopmentService();
        var token = Forge().Build();
        var altered = Enumerable.Range(0, token.Length).Where(i => i % 7 == 0).Select(i => Altered(token, i)).ToList();

        foreach (var one in altered)
            await (await api.GetAsync(one)).AssertRefusedAsync();
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        foreach (var one in altered)
            await (await api.GetAsync(one)).AssertRefusedAsync();
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
    }

    [Fact]
    public async Task Each_token_speaks_for_its_own_caller_however_they_interleave()
    {
        await using var api = await DevelopmentService();
        var tokens = Enumerable.Range(0, 20).ToDictionary(
            i => $"account-{i % 4}/user-{i}/",
            i => (Forge() with
            {
                Payload = TokenForge.Claims("account_id", $"\"account-{i % 4}\"").Replace("\"ann\"", $"\"user-{i}\"", StringComparison.Ordinal),
            }).Build());

        for (var round = 0; round < 3; round++)
            await Task.WhenAll(tokens.Select(async token =>
                Assert.Equal(token.Key, await (await api.GetAsync(token.Value)).Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task An_evaluator_is_asked_for_with_each_request_of_its_token()
    {
        await using var api = await DevelopmentService();
        var token = (Forge() with { Payload = TokenForge.Claims("evaluator_id", $"\"{EvaluatorList.Active}\"") }).Build();

        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        api.Evaluators.Archived = true;
        Assert.Contains("evaluator", await (await api.GetAsync(token)).AssertRefusedAsync(), StringComparison.Ordinal);
        api.Evaluators.Archived = false;
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);
        api.Evaluators.OutOfReach = true;
        Assert.Equal(HttpStatusCode.InternalServerError, (await api.GetAsync(token)).StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_key_takes_the_tokens_with_it_that_are_remembered()
    {
        var (first, second) = (Signer.For("RS256").Named("1"), Signer.For("ES256").Named("2"));
        await using var authority = await FakeAuthority.StartAsync(first, second);
        await using var api = await GuardedApi.StartAsync(new AuthenticationSettings
        {
            Authority = authority.Address,
            Audience = TokenForge.Audience,
            RequireHttps = false,
        });
        string[] withdrawn = [TokenForge.With(first, "1").Build(), TokenForge.With(first).Build()];
        var kept = TokenForge.With(second, "2").Build();
        foreach (var token in (string[])[.. withdrawn, kept, .. withdrawn, kept])
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(token)).StatusCode);

        // Another key under the same id: that one is no better.
        authority.Keys[0] = Signer.For("RS256").Named("1").Jwk;
        api.Time.Advance(AuthorityKeys.Pause);
        await (await api.GetAsync(TokenForge.With(second, "unknown").Build())).AssertRefusedAsync();

        foreach (var token in withdrawn)
            await (await api.GetAsync(token)).AssertRefusedAsync();
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(kept)).StatusCode);
    }

    [Fact]
    public void Only_what_was_found_good_is_remembered_with_the_key_that_it_fits()
    {
        var (memory, secret) = (new TokenMemory(100), RandomNumberGenerator.GetBytes(32));
        var (key, forge) = (VerificationKey.Hmac(secret), TokenForge.Hmac(secret));
        var validator = new StrictTokenValidator(Rules(VerificationKey.Hmac(new byte[32]), key), memory, new SettableTime());
        string[] bad =
        [
            TokenForge.Hmac([1]).Build(), "rubbish",
            (forge with { Payload = TokenForge.Claims("exp", TokenForge.Seconds(-60)) }).Build(),
            (forge with { Payload = TokenForge.Claims("account_id") }).Build(),
        ];

        foreach (var token in bad)
            Assert.Throws<TokenRefusedException>(() => validator.ValidateToken(token, new TokenValidationParameters(), out _));
        Assert.Equal(0, memory.Count);

        validator.ValidateToken(forge.Build(), new TokenValidationParameters(), out _);
        var found = memory.Find(forge.Build())!;
        Assert.Same(key, found.Key);
        Assert.Equal(("acme", "ann"), (found.Caller.AccountId, found.Caller.UserId));
        Assert.Null(memory.Find(Altered(forge.Build(), 5)));
    }

    [Fact]
    public void It_holds_no_more_than_its_capacity_and_keeps_what_is_used()
    {
        var memory = new TokenMemory(100);
        memory.Keep("used", Known("used"));
        for (var i = 0; i < 1000; i++)
        {
            memory.Keep($"token {i}", Known($"{i}"));
            Assert.InRange(memory.Count, 1, 100);
            Assert.Equal("used", memory.Find("used")?.Caller.AccountId);
        }

        Assert.Null(memory.Find("token 0"));
        Assert.Equal("999", memory.Find("token 999")?.Caller.AccountId);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("\ud800")]
    public void What_can_be_no_token_is_not_remembered(string text)
    {
        var memory = new TokenMemory(100);
        foreach (var token in (string[])[text, new string('x', StrictJwt.MaximumLength + 1)])
        {
            memory.Keep(token, Known("a"));
            Assert.Null(memory.Find(token));
        }

        Assert.Equal(0, memory.Count);
    }

    private static RememberedToken Known(string account) =>
        new(Caller.User(account, "ann"), new TokenLifetime(SettableTime.Start, null, null), Key);

    private static TokenRules Rules(params SecurityKey[] keys) => new()
    {
        Issuer = TokenForge.Issuer,
        Audience = TokenForge.Audience,
        Algorithms = new HashSet<string> { "HS256" },
        AccountClaim = "account_id",
        DefaultScopes = ScopeSet.All,
        Keys = keys,
    };

    private static string Altered(string token, int at) =>
        $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";

    private TokenForge Forge() => TokenForge.Hmac(DevelopmentKey.ReadOrCreate(directory.Path));

    private Task<GuardedApi> DevelopmentService() => GuardedApi.StartAsync(
        new AuthenticationSettings { DevelopmentKey = true, Issuer = TokenForge.Issuer, Audience = TokenForge.Audience },
        directory.Path);
}
