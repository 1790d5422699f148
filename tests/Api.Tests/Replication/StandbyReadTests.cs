using System.Globalization;
using System.Net;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Replication;

/// <summary>Reads that a standby answers: they say how old they may be, and go to the primary where that is too old.</summary>
[NeedsOwnDatabase("starts and stops servers")]
[Collection(ProgramCollections.Services)]
public sealed class StandbyReadTests(ServiceFixture keys) : IClassFixture<ServiceFixture>
{
    private const string Header = "RunEvaluations-Staleness";

    [Fact]
    public async Task Reads_come_from_the_standby_only_as_far_as_they_may()
    {
        await using var pair = await ReplicatedPair.StartAsync();
        string[] settings = [.. pair.Connections.Settings(), "--Database:ReadFrom=standby"];
        await using var service = keys.Build(pair.Connections, [.. settings, "--Database:MaxStaleness=01:00:00"]);
        await using var strict = keys.Build(pair.Connections, [.. settings, "--Database:MaxStaleness=00:00:00.1"]);
        await service.StartAsync();
        await strict.StartAsync();
        var account = UniqueId.Next("account");
        var client = new ApiClient(new Uri(service.Urls.Single()), keys.Token(account, "ada"), account);
        var strictClient = new ApiClient(new Uri(strict.Urls.Single()), keys.Token(account, "ada"), account);

        var evaluation = await client.HasEvaluation(value: 1);
        var path = Story.PathOf(evaluation);
        Assert.DoesNotContain(Header, evaluation.Headers.Keys);
        await Eventually.Is(async () => (await client.Get(path)).Status == 200);
        await pair.Second.ExecuteAsync("select pg_wal_replay_pause()");
        (await client.Put(path, new { value = 2 })).Is(HttpStatusCode.OK);

        // The standby has the value of before, and says for how long that has been possible.
        foreach (var read in new[] { path, $"/v1/run/{evaluation["run_id"].GetGuid()}/evaluations", $"{path}/history" })
        {
            var old = (await client.Get(read)).Is(HttpStatusCode.OK);
            Assert.InRange(Seconds(old), 0.001, 3600);
            Assert.Contains("\"value\":1", old.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"value\":2", old.Text, StringComparison.Ordinal);
        }

        var earlier = Seconds(await client.Get(path));
        await Eventually.Is(async () => Seconds(await client.Get(path)) > earlier);

        // Who asks for a fresh answer, or allows little, has the primary's.
        Answer[] fresh =
        [
            await client.Send(HttpMethod.Get, path, null, ("Cache-Control", "no-cache")),
            await strictClient.Get(path),
            await client.Put(path, new { value = 2 }),
        ];
        Assert.All(fresh, answer => Assert.Equal(2, answer.Is(HttpStatusCode.OK)["value"].GetDouble()));
        Assert.All(fresh, answer => Assert.DoesNotContain(Header, answer.Headers.Keys));

        // Credentials are never checked against the past.
        var evaluator = await client.HasEvaluator(await client.HasBinaryLabel());
        var judge = new ApiClient(
            new Uri(service.Urls.Single()), keys.Token(account, null, evaluator), account);
        (await judge.Get(path)).Is(HttpStatusCode.OK);
        (await client.Delete($"/v1/evaluator/{evaluator}")).Is(HttpStatusCode.NoContent);
        (await judge.Get(path)).Is(HttpStatusCode.Unauthorized);

        // Without its standby the service asks the primary.
        await pair.First.ExecuteAsync("alter system reset synchronous_standby_names");
        await pair.First.ExecuteAsync("select pg_reload_conf()");
        pair.Second.Kill();
        for (var read = 0; read < 20; read++)
            Assert.Equal(2, (await client.Get(path)).Is(HttpStatusCode.OK)["value"].GetDouble());
    }

    private static double Seconds(Answer answer) => double.Parse(answer.Headers[Header], CultureInfo.InvariantCulture);
}
