using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RunEvaluations.Api.Health;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Health;

[NeedsOwnDatabase("migrates it, and drops another one")]
public sealed class ReadinessTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("/health/live", """{"status":"ok","checks":{}}""")]
    [InlineData("/health/ready", """{"status":"ok","checks":{"accepting":"ok","database":"ok"}}""")]
    public async Task Health_is_told_to_anybody(string path, string text)
    {
        Assert.Equal(text, (await service.Anonymous().Get(path)).Is(HttpStatusCode.OK).Text);
        var bad = await service.Anonymous().Send(HttpMethod.Get, path, null, ("Authorization", "Bearer nonsense"));
        Assert.Equal(text, bad.Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_service_is_not_ready_before_the_migrations_are_in()
    {
        await using var other = await Started(await TestServer.NewEmptyDatabase());
        var client = new ApiClient(new Uri(other.Urls.Single()), null, "");
        NotReady(await client.Get("/health/ready"));

        await other.Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);

        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_is_not_ready_without_its_database()
    {
        var connections = await TestServer.NewDatabase();
        var database = new NpgsqlConnectionStringBuilder(connections.Service);
        await using var other = await Started(connections);
        var client = new ApiClient(new Uri(other.Urls.Single()), null, "");
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);

        await service.Query<object>($"drop database {database.Database} with (force)");

        NotReady(await client.Get("/health/ready"));
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_not_waited_for()
    {
        var database = await TestServer.NewDatabase();
        await using var other = await Started(database);
        await using var holder = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await holder.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("lock table schema_migrations", connection);
        await hold.ExecuteNonQueryAsync();

        NotReady(await new ApiClient(new Uri(other.Urls.Single()), null, "").Get("/health/ready"));
    }

    [Fact]
    public async Task Nor_is_one_that_does_not_let_go_of_the_question()
    {
        var frozen = new TaskCompletionSource<bool>();
        var check = new DatabaseCheck(_ => frozen.Task, TimeSpan.FromMilliseconds(1));

        var result = await check.CheckHealthAsync(new HealthCheckContext(), CancellationToken.None);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
    }

    private static void NotReady(Answer answer) => Assert.Equal(
        """{"status":"unavailable","checks":{"accepting":"ok","database":"unavailable"}}""",
        answer.Is(HttpStatusCode.ServiceUnavailable).Text);

    private async Task<WebApplication> Started(DatabaseConnections connectionString)
    {
        var app = service.Build(connectionString);
        await app.StartAsync();
        return app;
    }
}
