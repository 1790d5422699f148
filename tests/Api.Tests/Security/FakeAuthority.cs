using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RunEvaluations.Api.Tests.Security;

/// <summary>An OIDC authority on the loopback interface, whose keys can be changed and which can fall silent.</summary>
internal sealed class FakeAuthority : IAsyncDisposable
{
    private readonly WebApplication app;
    private int fetches;

    private FakeAuthority(WebApplication app) => this.app = app;

    public List<JsonObject> Keys { get; } = [];

    public bool Down { get; set; }

    /// <summary>Where the discovery document says the keys are; by default, where they are.</summary>
    public string? KeysAddress { get; set; }

    public int Fetches => fetches;

    public string Address => app.Urls.Single();

    public static async Task<FakeAuthority> StartAsync(params Signer[] signers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var authority = new FakeAuthority(app);
        authority.Keys.AddRange(signers.Select(signer => signer.Jwk));
        app.MapGet("/.well-known/openid-configuration", () => authority.Answer(new JsonObject
        {
            ["issuer"] = TokenForge.Issuer,
            ["jwks_uri"] = authority.KeysAddress ?? $"{authority.Address}/keys",
        }));
        app.MapGet("/keys", () => authority.Answer(new JsonObject
        {
            ["keys"] = new JsonArray([.. authority.Keys.Select(key => key.DeepClone())]),
        }));
        await app.StartAsync();
        return authority;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer(JsonObject document)
    {
        Interlocked.Increment(ref fetches);
        return Down ? Results.StatusCode(500) : Results.Text(document.ToJsonString(), "application/json");
    }
}
