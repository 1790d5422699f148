using System.Net;
using Microsoft.AspNetCore.Builder;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Replication;

/// <summary>Two services on one database are to their callers as one.</summary>
public sealed class SeveralInstancesTests(ServiceFixture first) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private readonly string account = UniqueId.Next("account");
    private WebApplication? second;

    private ApiClient Here => first.User(account);

    private ApiClient There => Client(first.Token(account, "ada"));

    public async Task InitializeAsync()
    {
        second = first.Build(first.Connections);
        await second.StartAsync();
    }

    public async Task DisposeAsync() => await second!.DisposeAsync();

    [Fact]
    public async Task What_one_has_written_the_other_has_at_once()
    {
        for (var value = 0; value < 20; value++)
        {
            var (one, other) = value % 2 == 0 ? (Here, There) : (There, Here);
            var evaluation = await one.HasEvaluation(value);

            var read = (await other.Get(Story.PathOf(evaluation))).Is(HttpStatusCode.OK);

            Assert.Equal(evaluation.Text, read.Text);
            Assert.Equal(evaluation.Headers["ETag"], read.Headers["ETag"]);
        }
    }

    [Fact]
    public async Task A_label_that_one_archives_is_refused_by_the_other_at_once()
    {
        var (run, label) = (await Here.HasRun(), await Here.HasBinaryLabel());
        (await There.Records(run, label, 1)).Is(HttpStatusCode.Created);

        (await Here.Delete($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.NoContent);

        (await There.Records(run, label, 1)).Is(HttpStatusCode.Conflict, "label_archived");
    }

    [Fact]
    public async Task An_evaluator_that_one_archives_is_refused_by_the_other_at_once()
    {
        var evaluator = await Here.HasEvaluator(await Here.HasBinaryLabel());
        var judge = Client(first.Token(account, null, evaluator));
        (await judge.Get("/v1/runs")).Is(HttpStatusCode.OK);

        (await Here.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.NoContent);

        (await judge.Get("/v1/runs")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Conditional_edits_through_both_lose_nothing()
    {
        const int Clients = 8;
        const int Edits = 10;
        var path = Story.PathOf(await Here.HasEvaluation(value: 0));

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => AddOnes(
            number % 2 == 0 ? Here : There, path, Edits)));

        Assert.Equal(Clients * Edits, (await Here.Get(path))["value"].GetDouble());
        Assert.Equal(1 + (Clients * Edits), (await There.Get($"{path}/history")).Items.Count());
    }

    [NeedsOwnDatabase("migrates it")]
    [Fact]
    public async Task Migrations_that_are_raced_are_applied_once()
    {
        var empty = await TestServer.NewEmptyDatabase();

        var applied = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => new Migrator(empty.Owner).Migrate(CancellationToken.None)));

        Assert.True(applied.Max() > 0);
        Assert.Equal(5, applied.Count(count => count == 0));
    }

    /// <summary>Reads, adds one and writes, if nobody else has written in between; until that has worked so often.</summary>
    private static async Task AddOnes(ApiClient client, string path, int times)
    {
        for (var done = 0; done < times;)
        {
            var read = (await client.Get(path)).Is(HttpStatusCode.OK);
            var written = await client.Send(
                HttpMethod.Put, path, new { value = read["value"].GetDouble() + 1 }, ("If-Match", read.Headers["ETag"]));
            if (written.Status == (int)HttpStatusCode.OK)
                done++;
            else
                written.Is(HttpStatusCode.PreconditionFailed);
        }
    }

    private ApiClient Client(string token) => new(new Uri(second!.Urls.Single()), token, account);
}
