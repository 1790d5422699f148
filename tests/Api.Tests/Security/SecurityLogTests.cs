using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RunEvaluations.Api.Tests.Telemetry;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Security;

[Collection(ProgramCollections.Services)]
public sealed class SecurityLogTests : IAsyncLifetime
{
    private RefusingApi api = null!;

    public async Task InitializeAsync() => api = await RefusingApi.Start();

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData(401, "unauthenticated", "credential_refused")]
    [InlineData(401, "invalid_token", "credential_refused")]
    [InlineData(401, "token_expired", "credential_refused")]
    [InlineData(403, "scope_required", "scope_missing")]
    [InlineData(403, "user_required", "user_required")]
    [InlineData(403, "label_not_filled", "access_refused")]
    [InlineData(429, "too_many_requests", "limit_reached")]
    public async Task A_refusal_of_a_caller_is_a_warning_that_says_what_who_and_whence(int status, string code, string kind)
    {
        await api.Refuse(status, code, "acme");

        var line = Assert.Single(api.Log.All);
        Assert.Equal(LogLevel.Warning, line["Level"]);
        Assert.Equal(
            (kind, code, "/refused/{status}/{code}", "acme", "127.0.0.1"),
            (line["Event"], line["Reason"], line["Route"], line["Account"], line["RemoteAddress"]));
        Assert.Equal(
            ["Account", "Event", "Level", "Reason", "RemoteAddress", "Route", "Suppressed", "{OriginalFormat}"],
            line.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(400, "invalid_request")]
    [InlineData(404, "run_not_found")]
    [InlineData(422, "value_not_allowed")]
    [InlineData(503, "authority_unavailable")]
    public async Task Any_other_refusal_is_none_of_its_business(int status, string code)
    {
        await api.Refuse(status, code, "acme");
        Assert.Empty(api.Log.All);
    }

    [Fact]
    public async Task A_flood_is_one_line_an_account_and_the_next_line_says_how_long_it_was()
    {
        for (var i = 0; i < 50; i++)
            await api.Refuse(429, "too_many_requests", "flooder");
        await api.Refuse(429, "too_many_requests", "neighbour");
        await api.Refuse(403, "scope_required", "flooder");
        api.Time.Advance(TimeSpan.FromSeconds(10));
        await api.Refuse(429, "too_many_requests", "flooder");

        Assert.Equal(
            ["limit_reached flooder 0", "limit_reached neighbour 49", "scope_missing flooder 0", "limit_reached flooder 0"],
            api.Log.All.Select(line => $"{line["Event"]} {line["Account"]} {line["Suppressed"]}"));
    }

    [Fact]
    public async Task The_program_writes_it_with_the_trace_id_of_the_answer_and_without_the_credential()
    {
        using var directory = new ProgramDirectory();
        await using var service = await ObservedService.Serve(directory);
        var user = directory.User(service.Address);
        var token = directory.Token(user.Account);
        var evaluator = directory.Token(user.Account, await user.HasEvaluator(await user.HasBinaryLabel()));
        var refused = await new ApiClient(service.Address, token + "x", "").Get("/v1/runs?key=sesame");
        var overstepped = await new ApiClient(service.Address, evaluator, user.Account).Post("/v1/runs", new { status = "running" });
        var end = await service.Stop();

        string[] said = ["Event", "Reason", "Route", "Account", "RemoteAddress", "TraceId"];
        var lines = end.Output.Split('\n').Where(l => l.Contains("RunEvaluations.Security", StringComparison.Ordinal)).ToList();
        var trace = refused.Is(HttpStatusCode.Unauthorized, "invalid_token")["trace_id"];
        var other = overstepped.Is(HttpStatusCode.Forbidden, "user_required")["trace_id"];
        Assert.Equal(
            [
                $"credential_refused invalid_token /v1/runs (none) 127.0.0.1 {trace}",
                $"user_required user_required /v1/runs {user.Account} 127.0.0.1 {other}",
            ],
            from line in lines
            let properties = JsonDocument.Parse(line).RootElement.GetProperty("Properties")
            let told = string.Join(' ', said.Select(name => properties.GetProperty(name).GetString()))
            orderby told
            select told);
        Assert.DoesNotContain(lines, line => line.Contains("sesame", StringComparison.Ordinal)
            || line.Contains(token.Split('.')[1], StringComparison.Ordinal));
    }
}
