using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.Humanloop;
using RunEvaluations.Api.Tests.Security;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>
/// Every endpoint that the service lists × whose credential × whose id × existing, archived or not there: an id of
/// another account answers to the byte as one that nobody has, and no row of another account is another afterwards.
/// </summary>
public sealed class EndpointMatrixTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string[] Open = ["health/live", "health/ready", "openapi/v1.json"];

    // Letters of either case, one that has two spellings, and digits: enough for names that look like it.
    private readonly string ada = UniqueId.Next("Caf\u00E9-straße");

    [Fact]
    public void Every_endpoint_has_a_sample_for_every_id_that_it_takes()
    {
        var uncovered =
            from endpoint in Guarded()
            from missing in endpoint.Uncovered()
            select $"{endpoint.Key}: {missing}";

        Assert.Equal("", string.Join('\n', uncovered.Distinct()));
    }

    [Fact]
    public void Only_what_is_meant_to_be_open_is_open()
    {
        var endpoints = Endpoint.Of(service.Services);

        Assert.Equal(Open, endpoints.Where(e => e.IsOpen).Select(e => e.Pattern).Distinct().Order(StringComparer.Ordinal));
        Assert.All(endpoints, endpoint => Assert.True(endpoint.IsOpen != endpoint.IsGuarded, endpoint.Key));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("bob")]
    public async Task A_user_of_another_account_is_a_stranger_even_by_the_same_name(string user)
    {
        var eve = service.User();
        await AsksEverything(_ => service.User(eve.Account, user), eve, Reaches.Everything);
    }

    [Fact]
    public async Task An_evaluator_of_another_account_is_a_stranger()
    {
        var eve = service.User();
        await AsksEverything(own => service.Evaluator(eve.Account, own.EvaluatorId), eve, Reaches.Some);
    }

    [Theory]
    [InlineData("upper case")]
    [InlineData("é as e and an accent")]
    [InlineData("ß as ss")]
    [InlineData("Cyrillic a")]
    [InlineData("full-width C")]
    [InlineData("one more")]
    [InlineData("a quote")]
    public async Task An_account_that_looks_like_another_is_another(string likeness)
    {
        var near = service.User(Like(likeness));
        await AsksEverything(_ => near, near, Reaches.Everything, mixed: false);
    }

    [Theory]
    [InlineData(" {0}")]
    [InlineData("{0}\u0000")]
    [InlineData("{0}\u200B")]
    [InlineData("\uFEFF{0}")]
    [InlineData("{0}\n{0}")]
    public async Task An_account_with_what_cannot_be_seen_is_refused(string form)
    {
        var account = string.Format(null, form, ada);
        var caller = new ApiClient(service.Address, Forged(account), account);
        await AsksEverything(_ => caller, service.User(), Reaches.Nothing, mixed: false);
    }

    [Fact]
    public async Task Without_a_credential_nothing_is_told() =>
        await AsksEverything(_ => service.Anonymous(), service.User(), Reaches.Nothing);

    [Fact]
    public async Task Another_accounts_evaluator_is_nobody_in_mine()
    {
        var (owner, eve) = (service.User(ada), service.User());
        var theirs = await World.Of(owner);

        // Its id in a token for my account, and for its own one that is mine.
        await AsksEverything(_ => service.Evaluator(eve.Account, theirs.EvaluatorId), eve, Reaches.Nothing);
        var mine = await World.Of(eve);
        await AsksEverything(_ => service.Evaluator(ada, mine.EvaluatorId), eve, Reaches.Nothing);
    }

    /// <param name="callerOf">Who asks, in which world.</param>
    /// <param name="host">Makes that world.</param>
    /// <param name="reaches">What the caller finds of that world.</param>
    /// <param name="mixed">Whether another's names are also mixed with one's own in a request.</param>
    private async Task AsksEverything(
        Func<World, ApiClient> callerOf, ApiClient host, Reaches reaches, bool mixed = true)
    {
        var owner = service.User(ada);
        (World, World)[] strange =
        [
            (await World.Of(owner), World.OfNobody()), (await World.FormerOf(owner), World.OfNobody()),
        ];
        var rows = new AccountRows(service, ada);
        var before = await rows.OfAllBut(host.Account);
        List<string> offences = [];
        var own = await World.Of(host);
        foreach (var endpoint in Guarded())
        {
            foreach (var sample in Sample.All.GetValueOrDefault(endpoint.Key, []))
            {
                var asking = new Asking(callerOf(own), own, strange);
                offences.AddRange(await asking.Differences(endpoint, sample, mixed));
                var mine = await asking.AskOwn(endpoint, sample);
                if (reaches.IsContradictedBy(mine.Status))
                    offences.Add($"{endpoint.Method} {sample} of the own account answers {mine.Status}: {mine.Text}");

                // What the sample was about may have been retracted or archived by now.
                if (endpoint.Method is not ("GET" or "HEAD") && mine.Status < 400)
                    own = await World.Of(host);
            }

            if (await rows.OfAllBut(host.Account) != before)
                offences.Add($"{endpoint.Method} {endpoint.Pattern} has changed what belongs to another account.");
        }

        Assert.True(offences.Count == 0, string.Join("\n\n", offences));
    }

    private IEnumerable<Endpoint> Guarded() =>
        Endpoint.Of(service.Services).Where(e => !e.IsOpen && !HumanloopEndpoints.Has(e.Route));

    private string Like(string likeness) => likeness switch
    {
        "upper case" => ada.ToUpperInvariant(),
        "é as e and an accent" => ada.Replace("\u00E9", "e\u0301", StringComparison.Ordinal),
        "ß as ss" => ada.Replace("ß", "ss", StringComparison.Ordinal),
        "Cyrillic a" => ada.Replace('a', '\u0430'),
        "full-width C" => ada.Replace('C', '\uFF23'),
        "one more" => ada + "0",
        _ => ada + "'",
    };

    private string Forged(string account)
    {
        var claims = JsonNode.Parse(TokenForge.Claims())!;
        claims["iss"] = "run-evaluations";
        claims["aud"] = "run-evaluations";
        claims["account_id"] = account;
        claims["exp"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        return (TokenForge.Hmac(service.SigningKey) with { Payload = claims.ToJsonString() }).Build();
    }
}
