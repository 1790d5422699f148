using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using RunEvaluations.Chaos.Tests.Asked;
using RunEvaluations.Chaos.Tests.Audit;
using RunEvaluations.Chaos.Tests.Clients;
using RunEvaluations.Chaos.Tests.Faults;
using RunEvaluations.Chaos.Tests.Places;
using RunEvaluations.Chaos.Tests.Table;

namespace RunEvaluations.Chaos.Tests;

/// <summary>Clients write while one fault follows the other; then everything is settled and audited.</summary>
internal sealed partial class ChaosRun : IDisposable
{
    /// <summary>For anything that has to come back, however busy the machine is.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    /// <summary>Far more than the service may take: a client that waits so long has been forgotten.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly long began = TimeProvider.System.GetTimestamp();
    private readonly ChaosPlan plan;
    private readonly TestSite site;
    private readonly Random random;
    private readonly Memory memory = new();
    private readonly Answers answers = new();
    private readonly Recoveries recoveries = new();
    private readonly Wire wire;
    private readonly CancellationTokenSource end = new();

    public ChaosRun(ChaosPlan plan, TestSite site)
    {
        (this.plan, this.site) = (plan, site);
        random = new Random(plan.Seed);
        wire = new Wire(site.Token, answers, LongestAnswer);
    }

    public void Dispose()
    {
        wire.Dispose();
        end.Dispose();
    }

    public async Task<Outcome> Go()
    {
        await Task.WhenAll(site.Instances.Select(i => i.Serves)).WaitAsync(Generous);
        var label = await MakeLabel();
        for (var run = 0; run < 4; run++)
            await ClientOf(label, 0).Register(end.Token);

        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, plan.Clients)
            .Select(number => ClientOf(label, number).Write(stop.Token, end.Token)).ToList();
        var possible = Fault.All.Where(f => f.LeftOut(site) is null).ToList();
        await Mistreat(new Schedule(possible, random));
        await stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(clients), Task.Delay(Generous));

        var shown = await new ShownAudit(Line(0), end.Token).Audit(await Read());
        await end.CancelAsync();
        await Task.WhenAll(clients);
        return await Close(shown);
    }

    /// <summary>Errors in the services' logs, with what was thrown, that are no trouble of the database.</summary>
    private static IReadOnlyList<string> Bugs(TestSite site) =>
        [.. site.Instances.SelectMany(i => i.Log).SelectMany(log => LogEntry().Split(log))
            .Where(entry => entry.Contains(" failed.", StringComparison.Ordinal))];

    private async Task Mistreat(Schedule schedule)
    {
        var left = schedule.FirstRound;
        var faultsBegan = TimeProvider.System.GetTimestamp();
        foreach (var faults in schedule.Strikes())
        {
            if (left-- <= 0 && TimeProvider.System.GetElapsedTime(faultsBegan) >= plan.Length)
                return;
            var hold = plan.ShortestFault + ((plan.LongestFault - plan.ShortestFault) * random.NextDouble());
            answers.During = string.Join(" and ", faults.Select(f => f.Name));
            await Task.WhenAll(faults.Select(f => f.Strike(site, hold)));
            foreach (var fault in faults)
                await fault.Lift(site);

            var back = await Task.WhenAll(site.Instances.Select(Recovery));
            foreach (var fault in faults)
                recoveries.Add(fault.Name, back);
            await Task.Delay(Quiet);
        }
    }

    /// <summary>Until a write through this instance succeeds.</summary>
    private async Task<TimeSpan> Recovery(Instance instance)
    {
        var lifted = TimeProvider.System.GetTimestamp();
        var only = new Client(new Line(wire, [instance.Address]), memory, default, Random.Shared);
        await only.Register(end.Token).WaitAsync(Generous);
        return TimeProvider.System.GetElapsedTime(lifted);
    }

    private async Task<Outcome> Close(IReadOnlyList<Finding> shown)
    {
        await Task.WhenAll(site.Instances.Select(i => i.Stop("TERM")));
        var verify = await site.Verify();
        return new Outcome
        {
            Plan = plan,
            Took = TimeProvider.System.GetElapsedTime(began),
            Recoveries = recoveries,
            LeftOut = [.. Fault.All.Where(f => f.LeftOut(site) is not null).Select(f => (f.Name, f.LeftOut(site)!))],
            Asked = memory.Asked,
            Findings = [.. shown, .. Auditor.Audit(memory.Asked, await Read())],
            Answers = answers,
            FailedStarts = site.Instances.Sum(i => i.FailedStarts),
            Verdict = (verify.Output + verify.Error).Trim(),
            Verified = verify.ExitCode == 0,
            Log = Bugs(site),
        };
    }

    private async Task<Stored> Read()
    {
        await using var connection = new NpgsqlConnection(site.Server.ConnectionString);
        await connection.OpenAsync();
        return await new StoredReader(connection, TestSite.Account).Read();
    }

    private async Task<Guid> MakeLabel()
    {
        var body = new { name = "score", value_type = "continuous", min_value = 0, max_value = 1000 };
        var reply = await Line(0).Settle(
            HttpMethod.Post, "/v1/evaluation-labels", body, ("Idempotency-Key", "the-label"), end.Token);
        Assert.Equal((int)HttpStatusCode.Created, reply.Status);
        return reply.Json.GetProperty("id").GetGuid();
    }

    private Client ClientOf(Guid label, int number) =>
        new(Line(number), memory, label, new Random(plan.Seed + number + 1));

    private Line Line(int number)
    {
        var line = new Line(wire, [.. site.Instances.Select(i => i.Address)]);
        return number % 2 == 0 ? line : line.Turned;
    }

    [GeneratedRegex(@"^(?=\d\d:\d\d:\d\d\.\d\d\d )", RegexOptions.Multiline)]
    private static partial Regex LogEntry();
}
