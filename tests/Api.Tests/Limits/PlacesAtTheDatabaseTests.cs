using System.Net;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Limits;

/// <summary>One account cannot take all connections: what it has under way is limited, and the rest waits its turn.</summary>
[NeedsOwnDatabase("locks a table")]
public sealed class PlacesAtTheDatabaseTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task An_account_with_all_its_places_taken_leaves_connections_to_others()
    {
        await using var app = service.Build(
            service.Connections with { Service = service.Connections.Service + ";Maximum Pool Size=3" },
            "--Limits:ConcurrentRequests=2", "--Limits:WaitingRequests=1", "--Database:Timeout=00:01:00");
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        var ada = new ApiClient(address, service.Token("ada's", "ada"), "ada's");
        var bob = new ApiClient(address, service.Token("bob's", "bob"), "bob's");
        var (run, others) = (await ada.HasRun(), await bob.HasRun());
        var evaluation = Story.PathOf(await ada.HasEvaluation());
        await using var holder = new NpgsqlConnection(service.Connections.Owner + ";Pooling=false");
        await holder.OpenAsync();
        var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table run_evaluations", holder, transaction))
            await hold.ExecuteNonQueryAsync();

        var held = new List<Task<Answer>>();
        for (var number = 1; number <= 2; number++)
        {
            held.Add(ada.Put(evaluation, new { value = 0 }));
            await Eventually.Is(async () => await service.Query<long>(
                """
                select count(*) from pg_locks
                where not granted and database = (select oid from pg_database where datname = current_database())
                """) == number);
        }

        // One of them waits for its turn, and the other finds that one waiting.
        held.AddRange([ada.Get($"/v1/run/{run}"), ada.Get($"/v1/run/{run}")]);
        var refused = await await Task.WhenAny(held[2], held[3]);
        (await bob.Get($"/v1/run/{others}")).Is(HttpStatusCode.OK);
        await transaction.RollbackAsync();

        refused.Is(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.Equal([200, 200, 200, 429], (await Task.WhenAll(held)).Select(a => a.Status).Order());
        (await ada.Get($"/v1/run/{run}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_may_have_only_so_many_evaluations_waiting_to_be_recorded()
    {
        await using var app = service.Build(
            service.Connections,
            "--Limits:ConcurrentRequests=1", "--Limits:WaitingRequests=1", "--Database:Timeout=00:01:00");
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        var ada = new ApiClient(address, service.Token("ada's", "ada"), "ada's");
        var bob = new ApiClient(address, service.Token("bob's", "bob"), "bob's");
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        await using var holder = new NpgsqlConnection(service.Connections.Owner + ";Pooling=false");
        await holder.OpenAsync();
        var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select from runs where id = $1 for update", holder, transaction))
        {
            hold.Parameters.AddWithValue(run);
            await hold.ExecuteNonQueryAsync();
        }

        var asked = new List<Task<Answer>>(Enumerable.Range(0, 3).Select(_ => ada.Records(run, label, 1)));
        var refused = await await Task.WhenAny(asked);
        await bob.HasEvaluation();
        await transaction.RollbackAsync();

        refused.Is(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.Equal([201, 201, 429], (await Task.WhenAll(asked)).Select(a => a.Status).Order());
        (await ada.Records(run, label, 1)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_turn_that_does_not_come_is_not_waited_for_longer_than_the_database()
    {
        await using var app = service.Build(
            service.Connections, "--Limits:ConcurrentRequests=1", "--Database:Timeout=00:00:01");
        await app.StartAsync();
        var ada = new ApiClient(new Uri(app.Urls.Single()), service.Token("ada's", "ada"), "ada's");
        var run = await ada.HasRun();
        var label = await ada.HasBinaryLabel();
        await using var holder = new NpgsqlConnection(service.Connections.Owner + ";Pooling=false");
        await holder.OpenAsync();
        await using (var transaction = await holder.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("lock table run_evaluations", holder, transaction);
            await hold.ExecuteNonQueryAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ada.Records(run, label, 1)))
                .WaitAsync(TimeSpan.FromSeconds(20));

            Assert.All(answers, answer => answer.Is(HttpStatusCode.ServiceUnavailable, "unavailable"));
        }

        await Eventually.Is(async () => (await ada.Records(run, label, 1)).Status == 201);
    }
}
