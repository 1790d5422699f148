using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;
using Xunit.Abstractions;

namespace RunEvaluations.Api.Tests.Replication;

/// <summary>
/// The service behind PgBouncer in transaction mode, where each transaction may get another connection to the server.
/// </summary>
[NeedsOwnDatabase("puts a pooler before its server")]
public sealed class PgBouncerTests(ServiceFixture service, ITestOutputHelper output) : IClassFixture<ServiceFixture>
{
    /// <summary>As docs/operations.md says: such a pooler keeps neither statements nor start-up options.</summary>
    private const string WithoutOptions = ";Options=";
    private const string Safe = $";Max Auto Prepare=0{WithoutOptions}";

    [Fact]
    public async Task A_hundred_accounts_on_two_server_connections_never_see_each_other()
    {
        if (!Installed())
            return;
        await using var pooler = await PgBouncer.StartAsync(service.Connections, serverConnections: 2);
        await using var pooled = service.Build(service.Connections with { Service = pooler.Service + Safe });
        await using var second = service.Build(service.Connections with { Service = pooler.Service + Safe });
        await pooled.StartAsync();
        await second.StartAsync();
        Uri[] addresses = [new(pooled.Urls.Single()), new(second.Urls.Single())];

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 100),
            new ParallelOptions { MaxDegreeOfParallelism = 25 },
            async (number, _) =>
            {
                var account = UniqueId.Next("account");
                var client = new ApiClient(addresses[number % 2], service.Token(account, "ada"), account);
                await Everything(client, number);
            });

        var connections = await service.Query<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and usename = 'run_evaluations_service'"
            + " and application_name = 'RunEvaluations' and client_addr is null and backend_type = 'client backend'");
        Assert.InRange(connections, 1, 2);
    }

    [Fact]
    public async Task Statements_that_one_client_has_prepared_would_be_missed_by_another()
    {
        if (!Installed())
            return;
        await using var pooler = await PgBouncer.StartAsync(service.Connections, serverConnections: 2);
        await using var pooled = service.Build(service.Connections with { Service = pooler.Service + WithoutOptions });
        await pooled.StartAsync();
        var account = UniqueId.Next("account");
        var client = new ApiClient(new Uri(pooled.Urls.Single()), service.Token(account, "ada"), account);

        // Without the first of the settings above: this is what it is for.
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => client.Get("/v1/runs")));

        Assert.Contains(answers, answer => answer.Status >= 500);
    }

    /// <summary>One of each of what the API does, all of it in an account that nobody else knows.</summary>
    private static async Task Everything(ApiClient client, int number)
    {
        var run = await client.HasRun();
        (await client.Put($"/v1/run/{run}", new { status = "failed" })).Is(HttpStatusCode.OK);
        var label = await client.HasContinuousLabel(max: 1000);
        (await client.Put($"/v1/evaluation-label/{label}", new { name = $"label {number}" })).Is(HttpStatusCode.OK);
        var evaluator = await client.HasEvaluator(label);
        var body = new { name = $"evaluator {number}", evaluation_label_ids = new[] { label } };
        (await client.Put($"/v1/evaluator/{evaluator}", body)).Is(HttpStatusCode.OK);
        var evaluation = (await client.Records(run, label, number)).Is(HttpStatusCode.Created);
        var path = Story.PathOf(evaluation);
        (await client.Put(path, new { value = number + 0.5 })).Is(HttpStatusCode.OK);

        Assert.Equal(number + 0.5, (await client.Get(path)).Is(HttpStatusCode.OK)["value"].GetDouble());
        Assert.Equal(2, (await client.Get($"{path}/history")).Items.Count());
        Assert.Equal([run], Ids(await client.Get("/v1/runs")));
        Assert.Equal([label], Ids(await client.Get("/v1/evaluation-labels")));
        Assert.Equal([evaluator], Ids(await client.Get("/v1/evaluators")));
        Assert.Equal([evaluation.Id], Ids(await client.Get($"/v1/run/{run}/evaluations")));

        (await client.Delete(path)).Is(HttpStatusCode.NoContent);
        Assert.Empty(Ids(await client.Get($"/v1/run/{run}/evaluations")));
        (await client.Delete($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.NoContent);
        (await client.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.NoContent);
    }

    private static IEnumerable<Guid> Ids(Answer list) =>
        list.Is(HttpStatusCode.OK).Items.Select(item => item.GetProperty("id").GetGuid());

    private bool Installed()
    {
        if (PgBouncer.IsInstalled)
            return true;
        const string LeftOut = "PgBouncer is not installed: its tests are left out.";
        output.WriteLine(LeftOut);
        Console.Error.WriteLine(LeftOut);
        return false;
    }
}
