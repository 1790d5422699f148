using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Security;
using RunEvaluations.Api.Tests.Idempotency;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Faults;

/// <summary>The whole service, a PostgreSQL that a test may mistreat, and a network between them that it may cut.</summary>
public sealed class FaultyService : IAsyncLifetime
{
    /// <summary>What a request may take on a machine that is busy; without a limit it would be a minute or for ever.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(20);

    private readonly string directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
    private readonly string account = UniqueId.Next("account");
    private WebApplication app = null!;

    public OwnServer Server { get; private set; } = null!;

    public FaultyProxy Network { get; private set; } = null!;

    public ApiClient Ada { get; private set; } = null!;

    public Guid Run { get; private set; }

    public Guid Label { get; private set; }

    public async Task InitializeAsync()
    {
        Server = await OwnServer.Open();
        Network = FaultyProxy.To(Server.Socket);
        app = await Serve("");
        Ada = Client(app);
        Run = (await Made("/v1/runs", new { status = "completed" })).Id;
        Label = (await Made("/v1/evaluation-labels", new { name = "Correct", value_type = "binary" })).Id;
        await ServesAgain();
    }

    /// <summary>Another service for the same account, over the same network; to be disposed of.</summary>
    /// <param name="connection">Added to the connection string.</param>
    /// <param name="settings">Added to the settings.</param>
    public async Task<SecondService> Beside(string connection, params string[] settings)
    {
        var second = await Serve(connection, settings);
        return new SecondService(second, Client(second));
    }

    public Task<Answer> Read() => Ada.Get($"/v1/run/{Run}").WaitAsync(Generous);

    public Task<Answer> List() => Ada.Get($"/v1/run/{Run}/evaluations").WaitAsync(Generous);

    public Task<Answer> Write() => Ada.Records(Run, Label, 1).WaitAsync(Generous);

    /// <summary>Reading and writing are refused as the documentation says, and nothing shows why.</summary>
    public async Task IsUnavailable()
    {
        foreach (var answer in await Task.WhenAll(Read(), List(), Write()))
            Unavailable(answer);
    }

    public static void Unavailable(Answer answer)
    {
        answer.Is(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("1", answer.Headers["Retry-After"]);
        Assert.Equal(["code", "error", "status", "trace_id"], answer.Json.EnumerateObject().Select(m => m.Name).Order());
        Assert.Equal("The service cannot answer right now; try again.", answer["error"].GetString());
    }

    /// <summary>Without a restart, and without anybody's help.</summary>
    public async Task ServesAgain()
    {
        await Eventually.Is(async () => (await Write()).Status == 201);
        (await Read()).Is(HttpStatusCode.OK);
        (await List()).Is(HttpStatusCode.OK);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await Network.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>On a busy machine the first requests may take longer than they are given here.</summary>
    private async Task<Answer> Made(string path, object body)
    {
        Answer? made = null;
        await Eventually.Is(async () =>
            !(made = await Ada.PostWithKey(path, body, path)).Headers.ContainsKey("Retry-After"));
        return made!.Is(HttpStatusCode.Created);
    }

    private ApiClient Client(WebApplication service)
    {
        var tokens = DevelopmentTokens.Open(
            new AuthenticationSettings(), service.Environment, directory, TimeProvider.System);
        return new ApiClient(
            new Uri(service.Urls.Single()), tokens.Sign(account, "ada", null, TimeSpan.FromHours(1)), account);
    }

    private async Task<WebApplication> Serve(string connection, params string[] settings)
    {
        var over = new NpgsqlConnectionStringBuilder(Server.Connections.Service)
        {
            Host = "127.0.0.1",
            Port = Network.Port,
        };
        var connections = Server.Connections with { Service = $"{over.ConnectionString};{connection}" };
        var builder = ServiceHost.CreateBuilder(
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            $"--Embedded:DataDirectory={directory}",
            "--Database:Timeout=00:00:02",
            .. settings,
        ]);
        builder.Logging.ClearProviders();
        var read = ServiceSettings.Read(builder);
        var service = ServiceHost.Build(builder, read, () => connections);
        await service.StartAsync();
        return service;
    }
}

/// <summary>A service beside the one of a test.</summary>
public sealed record SecondService(WebApplication App, ApiClient Client) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
