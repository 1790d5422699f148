using System.Collections.Concurrent;
using System.Net;
using Npgsql;
using RunEvaluations.Api.Tests.Idempotency;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Testing;
using Xunit.Abstractions;

namespace RunEvaluations.Api.Tests.Replication;

/// <summary>A primary that is killed while it is written to, its standby promoted, and the way back.</summary>
[NeedsOwnDatabase("starts and stops servers")]
[Collection(ProgramCollections.Services)]
public sealed class FailoverTests(ServiceFixture keys, ITestOutputHelper output) : IClassFixture<ServiceFixture>
{
    /// <summary>Made, still being made by a request that seemed lost, and come back later.</summary>
    private static readonly int[] Expected = [201, 409, 503];

    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Writes_go_on_after_a_failover_and_nothing_acknowledged_is_lost()
    {
        await using var pair = await ReplicatedPair.StartAsync();
        await using var service = keys.Build(pair.Connections);
        await service.StartAsync();
        var account = UniqueId.Next("account");
        var client = new ApiClient(new Uri(service.Urls.Single()), keys.Token(account, "ada"), account);
        var label = await client.HasContinuousLabel(max: 1_000_000);

        using var end = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 6).Select(_ => new Writer(client, label)).ToList();
        var writing = Task.WhenAll(writers.Select(writer => Task.Run(() => writer.WriteUntil(end.Token))));
        try
        {
            await Until(writers, acknowledged: 20);
            await FailsOver(writers, pair.First, pair.Second);

            // The killed one comes back as a standby, and is the primary again when its successor dies.
            await pair.First.FollowAsync(pair.Second);
            await pair.Second.WaitForAsync(pair.First);
            await Until(writers, acknowledged: 20);
            await FailsOver(writers, pair.Second, pair.First);
        }
        finally
        {
            await end.CancelAsync();
            await writing;
        }

        await AssertKept(pair.Connections, writers);
    }

    private async Task FailsOver(List<Writer> writers, ReplicatedServer primary, ReplicatedServer standby)
    {
        var began = TimeProvider.System.GetTimestamp();
        primary.Kill();
        await standby.PromoteAsync();
        await Until(writers, acknowledged: 2);
        var standstill = TimeProvider.System.GetElapsedTime(began);
        output.WriteLine($"Every client writes again {standstill.TotalSeconds:0.0} s after the kill.");
        Assert.InRange(standstill, TimeSpan.Zero, LongestStandstill);
    }

    /// <summary>Waits until each writer has so many further writes acknowledged.</summary>
    private static async Task Until(List<Writer> writers, int acknowledged)
    {
        var wanted = writers.ConvertAll(writer => writer.Values.Count + acknowledged);
        await Eventually.Is(() => Task.FromResult(writers.Zip(wanted).All(w => w.First.Values.Count >= w.Second)));
    }

    private static async Task AssertKept(DatabaseConnections connections, List<Writer> writers)
    {
        await using var servers = NpgsqlDataSource.Create(connections.Owner);
        await using var command = servers.CreateCommand("select id, value from run_evaluations");
        var kept = new Dictionary<Guid, double>();
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                kept.Add(rows.GetGuid(0), rows.GetDouble(1));
        await using var doubled = servers.CreateCommand("select count(*) - count(distinct value) from run_evaluations");

        Assert.All(writers.SelectMany(w => w.Values), told => Assert.Equal(told.Value, kept[told.Key]));
        Assert.Equal(0L, await doubled.ExecuteScalarAsync());
        Assert.All(writers.SelectMany(w => w.Statuses.Keys), status => Assert.Contains(status, Expected));
    }

    /// <summary>Writes one evaluation after the other, each of a run of its own, and remembers what was acknowledged.</summary>
    private sealed class Writer(ApiClient client, Guid label)
    {
        private static int numbers;

        public ConcurrentDictionary<Guid, double> Values { get; } = new();

        public ConcurrentDictionary<int, int> Statuses { get; } = new();

        public async Task WriteUntil(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref numbers);
                var run = UniqueId.Next();
                var created = await Until(
                    () => client.Post("/v1/runs", new { id = run, status = "completed" }),
                    [HttpStatusCode.Created, HttpStatusCode.Conflict],
                    end);
                var body = new { evaluation_label_id = label, value = number };
                var evaluation = created is null
                    ? null
                    : await Until(
                        () => client.PostWithKey($"/v1/run/{run}/evaluations", body, $"{number}"),
                        [HttpStatusCode.Created],
                        end);
                if (evaluation is not null)
                    Values[evaluation.Id] = number;
            }
        }

        /// <summary>Sends it again and again; null where the end came first.</summary>
        private async Task<Answer?> Until(
            Func<Task<Answer>> send, HttpStatusCode[] statuses, CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                var answer = await send();
                Statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
                if (statuses.Contains((HttpStatusCode)answer.Status))
                    return answer;
                Assert.True(answer.Headers.ContainsKey("Retry-After"), $"{answer.Status}: {answer.Text}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }

            return null;
        }
    }
}
