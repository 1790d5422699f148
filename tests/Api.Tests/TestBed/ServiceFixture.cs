using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Api.Security;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>The whole service on a port and a database of its own, as the program puts it together.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("run-evaluations-tests-").FullName;
    private WebApplication? app;
    private DevelopmentTokens? tokens;

    public DatabaseConnections Connections { get; private set; } = new("", "");

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    internal IServiceProvider Services => app!.Services;

    internal byte[] SigningKey => DevelopmentKey.ReadOrCreate(directory);

    public async Task InitializeAsync()
    {
        Connections = await TestServer.NewDatabase();
        app = Build(Connections);
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        tokens = DevelopmentTokens.Open(new AuthenticationSettings(), app.Environment, directory, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Another service, not started, with the same keys.</summary>
    public WebApplication Build(DatabaseConnections connections, params string[] settings) =>
        Build(connections, _ => { }, settings);

    /// <summary>The same, with something changed before it is put together.</summary>
    internal WebApplication Build(
        DatabaseConnections connections, Action<WebApplicationBuilder> change, params string[] settings)
    {
        var builder = ServiceHost.CreateBuilder(
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            $"--Embedded:DataDirectory={directory}",
            .. settings,
        ]);
        builder.Logging.ClearProviders();
        change(builder);
        return ServiceHost.Build(builder, ServiceSettings.Read(builder), () => connections);
    }

    /// <summary>A client with a user's token; without arguments one in an account that nobody else uses.</summary>
    public ApiClient User(string? account = null, string user = "ada") =>
        new(Address, Token(account ??= UniqueId.Next("account"), user), account);

    public ApiClient Evaluator(string account, Guid evaluatorId) =>
        new(Address, Token(account, null, evaluatorId), account);

    /// <summary>A client with a user's token that has these scopes and no other.</summary>
    public ApiClient Scoped(string account, params Scope[] scopes) =>
        new(Address, tokens!.Sign(account, "ada", null, TimeSpan.FromHours(1), scopes), account);

    public ApiClient Anonymous() => new(Address, null, "");

    public string Token(string account, string? user, Guid? evaluatorId = null, TimeSpan? lifetime = null) =>
        tokens!.Sign(account, user, evaluatorId, lifetime ?? TimeSpan.FromHours(1));

    /// <summary>Asks past row-level security, as a superuser.</summary>
    public async Task<T> Query<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connections.Owner);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 300;
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
