using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunEvaluations.Api.Security;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>The smallest service behind the set-up file, over real HTTP: <c>/caller</c> needs a token, <c>/open</c> does not.</summary>
internal sealed class GuardedApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client;

    private GuardedApi(WebApplication app)
    {
        this.app = app;
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public SettableTime Time { get; private init; } = new();

    public EvaluatorList Evaluators { get; private init; } = new();

    public LogLines Log { get; private init; } = new();

    public static async Task<GuardedApi> StartAsync(AuthenticationSettings settings, string? dataDirectory = null)
    {
        var time = new SettableTime();
        var evaluators = new EvaluatorList();
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production });
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IEvaluatorGate>(evaluators);
        builder.Services.AddTokenAuthentication(settings, builder.Environment, dataDirectory);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        var app = builder.Build();
        app.MapGet("/caller", (HttpContext context) =>
        {
            var caller = context.GetCaller();
            return $"{caller.AccountId}/{caller.UserId}/{caller.EvaluatorId}";
        });
        app.MapGet("/scopes", (HttpContext context) =>
            string.Join(' ', ScopeNames.All.Where(s => context.GetCaller().Scopes.Permit(s.Value)).Select(s => s.Key)));
        app.MapGet("/open", () => "open").AllowAnonymous();
        await app.StartAsync();
        return new GuardedApi(app) { Time = time, Evaluators = evaluators, Log = log };
    }

    public static AuthenticationSettings PublicKeys(params string[] keys) => new()
    {
        PublicKeys = keys,
        Issuer = TokenForge.Issuer,
        Audience = TokenForge.Audience,
    };

    public Task<HttpResponseMessage> GetAsync(string token) => GetAsync("/caller", $"Bearer {token}");

    public async Task<HttpResponseMessage> GetAsync(string path, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        // HttpClient would fold several into one, and refuse the odd ones.
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }

    public Uri Address => client.BaseAddress!;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
