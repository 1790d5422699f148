using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Api.Tests.Isolation;

/// <summary>A hundred accounts at once on two connections: whatever went over a connection before, an answer is the caller's.</summary>
public sealed partial class InterleavedAccountsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int Accounts = 100;
    private const int Rounds = 6;

    private static readonly string Prefix = GivenServer.AccountPrefix();
    private static readonly HttpClient Http = new();

    private readonly ConcurrentQueue<string> wrong = new();

    [Fact]
    public async Task A_hundred_accounts_on_two_connections_never_see_each_other()
    {
        // Waiting for a connection is the point: on a busy machine it may take long.
        var two = new NpgsqlConnectionStringBuilder(service.Connections.Service)
        {
            MaxPoolSize = 2,
            Timeout = 600,
            CommandTimeout = 600,
        };
        await using var app = service.Build(service.Connections with { Service = two.ConnectionString });
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        var tenants = new ConcurrentBag<Tenant>();
        await Parallel.ForEachAsync(Enumerable.Range(1, Accounts), AtOnce(), async (number, _) =>
            tenants.Add(await Tenant.MovesIn(service, address, number)));

        var steps = tenants.SelectMany(tenant => Enumerable.Range(0, Rounds).Select(round => (tenant, round)))
            .OrderBy(step => (step.tenant.Number * 37 + step.round * 61) % 101);
        await Parallel.ForEachAsync(steps, AtOnce(), async (step, _) => await Mixes(step.tenant, step.round));

        Assert.Empty(wrong);
        await Parallel.ForEachAsync(tenants, AtOnce(), async (tenant, _) => await Keeps(tenant));
        Assert.Empty(wrong);
        Assert.Equal(0, await service.Query<long>(
            $"""
            select count(*) from run_evaluations
            where account_id like '{Prefix}tenant-%' and value::int % {Accounts} <> right(account_id, 3)::int % {Accounts}
            """));
        // Where others test too they have connections as well.
        if (!GivenServer.IsUsed)
            Assert.InRange(await Connections(), 1, 2);
    }

    private Task<long> Connections() => service.Query<long>("""
        select count(*) from pg_stat_activity where datname = current_database() and application_name = 'RunEvaluations'
        """);

    private static ParallelOptions AtOnce() => new() { MaxDegreeOfParallelism = 24 };

    /// <summary>One of everything, of which some is refused and some is left alone halfway.</summary>
    private async Task Mixes(Tenant tenant, int round)
    {
        var (client, evaluation) = (tenant.Client, tenant.Evaluation);
        var path = Story.PathOf(evaluation);
        var value = tenant.Number + (round * Accounts);
        await LeavesHalfway(tenant, round);
        Check(tenant, await client.Records(tenant.Run, tenant.Label, value), 201);
        Check(tenant, await tenant.Evaluator.Get(path), 200);
        Check(tenant, await tenant.Evaluator.Records(tenant.Run, tenant.Label, value), 201);
        Check(tenant, await client.Put(path, new { value, reason = client.Account }), 200);
        Check(tenant, await client.Post("/v1/evaluation-labels", new { name = "the same", value_type = "binary" }), 201, 409);
        Check(tenant, await client.Put($"/v1/evaluator/{tenant.EvaluatorId}", Named(round, tenant.Label)), 200);
        Check(tenant, await client.Put($"/v1/evaluator/{tenant.EvaluatorId}", Named(round, UniqueId.Next())), 404);
        Check(tenant, await client.Put($"/v1/run/{tenant.Run}", new { status = "failed" }), 200);
        Check(tenant, await client.Get($"/v1/run/{tenant.Run}/evaluations"), 200);
        Check(tenant, await client.Get($"/v1/run/{tenant.Run}/evaluations?as_of={evaluation["created_at"].GetString()}"), 200);
        Check(tenant, await client.Get($"{path}/history"), 200);
        var taken = (await client.Records(tenant.Run, tenant.Label, value)).Is(HttpStatusCode.Created);
        Check(tenant, await client.Delete(Story.PathOf(taken)), 204);
        Check(tenant, await client.Get(Story.PathOf(taken)), 404);
        Check(tenant, await client.Get("/v1/runs"), 200);

        static object Named(int round, Guid label) => new { name = $"e {round}", evaluation_label_ids = new[] { label } };
    }

    /// <summary>What there is at the end is the own, all of it.</summary>
    private async Task Keeps(Tenant tenant)
    {
        var list = await tenant.Client.Get($"/v1/run/{tenant.Run}/evaluations");
        Check(tenant, list, 200);
        if (list.Items.Count() != 1 + (2 * Rounds))
            wrong.Enqueue($"{tenant.Client.Account} has {list.Items.Count()} evaluations.");
        if (list.Items.Any(item => (item.GetProperty("value").GetInt32() - tenant.Number) % Accounts != 0))
            wrong.Enqueue($"{tenant.Client.Account} has a value of another: {list.Text}");
        var history = await tenant.Client.Get($"{Story.PathOf(tenant.Evaluation)}/history");
        if (history.Items.Count() != 1 + Rounds)
            wrong.Enqueue($"{tenant.Client.Account} has a history of {history.Items.Count()}.");
    }

    /// <summary>A reader who goes away: at once, while it waits for a connection, or in the middle of the answer.</summary>
    private static async Task LeavesHalfway(Tenant tenant, int round)
    {
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(round * 2));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(tenant.Address, $"/v1/run/{tenant.Run}/evaluations"));
        request.Headers.Authorization = new("Bearer", tenant.Token);
        try
        {
            using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // It has left.
        }
    }

    /// <summary>Every account, user and value that an answer names is the caller's.</summary>
    private void Check(Tenant tenant, Answer answer, params int[] statuses)
    {
        if (!statuses.Contains(answer.Status))
            wrong.Enqueue($"{tenant.Client.Account} got {answer.Status}: {answer.Text}");
        foreach (Match named in AnyTenant().Matches(answer.Text + string.Join(' ', answer.Headers)))
            if (!tenant.Client.Account.EndsWith(named.Value, StringComparison.Ordinal))
                wrong.Enqueue($"{tenant.Client.Account} was shown {named.Value}: {answer.Text}");
    }

    [GeneratedRegex(@"tenant-\d{3}")]
    private static partial Regex AnyTenant();

    private sealed record Tenant(
        int Number, Uri Address, string Token, ApiClient Client, ApiClient Evaluator, Guid EvaluatorId, Answer Evaluation)
    {
        public Guid Run => Evaluation["run_id"].GetGuid();

        public Guid Label => Evaluation["evaluation_label_id"].GetGuid();

        /// <summary>The run has the same id in every account, the user the account's name, and the value its number.</summary>
        public static async Task<Tenant> MovesIn(ServiceFixture service, Uri address, int number)
        {
            var account = string.Format(CultureInfo.InvariantCulture, "{0}tenant-{1:000}", Prefix, number);
            var token = service.Token(account, account);
            var client = new ApiClient(address, token, account);
            var run = Guid.Parse("6f1e2a54-3c1b-4f0e-9a55-2f6f3f0f7a10");
            (await client.Put($"/v1/run/{run}", new { status = "running", metadata = new { account } })).Is(HttpStatusCode.Created);
            var label = await client.HasContinuousLabel(0, 10_000);
            var evaluator = await client.HasEvaluator(label);
            return new Tenant(
                number, address, token, client, new ApiClient(address, service.Token(account, null, evaluator), account),
                evaluator, (await client.Records(run, label, number)).Is(HttpStatusCode.Created));
        }
    }
}
