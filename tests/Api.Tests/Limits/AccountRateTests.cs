using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Limits;

public sealed class AccountRateTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int Burst = 3;

    [Fact]
    public async Task An_account_that_asks_too_often_is_told_when_to_come_back_and_others_are_not_held_back()
    {
        await using var limited = await Started("--Limits:RequestsPerSecond=1", $"--Limits:Burst={Burst}");
        var (ada, bob) = (Client(limited, "ada's"), Client(limited, "bob's"));
        var began = TimeProvider.System.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => ada.Get("/v1/runs")));

        // However slow the machine: what the bucket held, and what ran into it meanwhile.
        var most = Burst + 1 + (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Assert.InRange(answers.Count(a => a.Status == 200), Burst, most);
        var refused = answers.First(a => a.Status != 200).Is(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.Equal("\"account\";q=3;w=3", refused.Headers["RateLimit-Policy"]);
        Assert.Equal("\"account\";r=0;t=1", refused.Headers["RateLimit"]);
        (await bob.Get("/v1/runs")).Is(HttpStatusCode.OK);

        await Task.Delay(TimeSpan.FromSeconds(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture)));
        await Eventually.Is(async () => (await ada.Get("/v1/runs")).Status == 200);
    }

    [Fact]
    public async Task Nothing_is_limited_where_the_limit_is_0()
    {
        await using var open = await Started("--Limits:RequestsPerSecond=0", "--Limits:Burst=1");
        var ada = Client(open, "ada's");

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => ada.Get("/v1/runs")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task What_needs_no_account_has_no_limit()
    {
        await using var limited = await Started("--Limits:RequestsPerSecond=1", "--Limits:Burst=1");
        var nobody = new ApiClient(new Uri(limited.Urls.Single()), null, "");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => nobody.Get("/health/live")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
    }

    private ApiClient Client(WebApplication app, string account) =>
        new(new Uri(app.Urls.Single()), service.Token(account, "ada"), account);

    private async Task<WebApplication> Started(params string[] settings)
    {
        var app = service.Build(service.Connections, settings);
        await app.StartAsync();
        return app;
    }
}
