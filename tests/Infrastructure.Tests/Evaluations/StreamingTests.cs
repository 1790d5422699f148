using System.Diagnostics;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>A list is read as it is enumerated, on a connection that it holds until it is disposed of.</summary>
public sealed class StreamingTests(Ledger ledger) : IClassFixture<Ledger>
{
    private const int Many = 20_000;
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rows_wait_at_the_server_until_they_are_asked_for()
    {
        var (accountId, runId) = await ALongRun(ledger);

        await using (var rows = await ledger.Lists.OfRun(accountId, runId, new(), null, null, default))
        {
            await using var reading = rows!.GetAsyncEnumerator();
            Assert.True(await reading.MoveNextAsync());
            await TheServerWaitsForItsReader();
        }
    }

    [Fact]
    public async Task Every_row_of_a_long_list_is_read()
    {
        var (accountId, runId) = await ALongRun(ledger);

        await using var rows = await ledger.Lists.OfRun(accountId, runId, new(), null, null, default);

        Assert.Equal(Many, await rows!.CountAsync());
    }

    [NeedsOwnDatabase("reads a plan of its server")]
    [Fact]
    public async Task An_index_holds_the_rows_in_order_and_nothing_sorts_them()
    {
        const string Name = "select name from pg_prepared_statements where statement like '%from run_evaluations%'";
        await using var narrow = await Ledger.WithOneConnection();
        var account = narrow.NewAccount();
        var runId = await account.HasRun();
        for (var read = 0; read < 3; read++)
            Assert.Empty(await account.ListsEvaluations(runId));

        // What can do without sorting now does, however few rows there are to sort.
        await narrow.AskAsService<object>("set enable_sort = off; set enable_seqscan = off; set enable_bitmapscan = off");
        var list = await narrow.AskAsService<string>(Name);
        var conditions = string.Join(", ", Enumerable.Repeat("null", 9));
        var plan = await narrow.AskAsService<string>(
            $"explain (format json) execute {list}('{account.Id}', {conditions}, '{runId}', '{Guid.Empty}', null)");

        Assert.Contains("run_evaluations_pkey", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_gives_its_connection_back_however_little_of_it_was_read()
    {
        await using var narrow = await Ledger.WithOneConnection();
        var (accountId, runId) = await ALongRun(narrow);

        for (var read = 0; read < 3; read++)
        {
            await using var rows = await narrow.Lists.OfRun(accountId, runId, new(), null, null, default);
            Assert.Equal(read, await rows!.Take(read).CountAsync());
        }

        Assert.NotNull(await narrow.Runs.Get(accountId, runId, default));
    }

    [Fact]
    public async Task An_empty_list_and_none_at_all_give_their_connection_back()
    {
        await using var narrow = await Ledger.WithOneConnection();
        var account = narrow.NewAccount();
        var runId = await account.HasRun();

        Assert.Empty(await account.ListsEvaluations(runId));
        Assert.Null(await narrow.Lists.OfRun(account.Id, Account.NextId(), new(), null, null, default));

        Assert.NotNull(await narrow.Runs.Get(account.Id, runId, default));
    }

    [Fact]
    public async Task A_list_that_is_cancelled_gives_its_connection_back()
    {
        await using var narrow = await Ledger.WithOneConnection();
        var (accountId, runId) = await ALongRun(narrow);
        using var cancellation = new CancellationTokenSource();

        await using (var rows = await narrow.Lists.OfRun(accountId, runId, new(), null, null, cancellation.Token))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var row in rows!.WithCancellation(cancellation.Token))
                    await cancellation.CancelAsync();
            });
        }

        Assert.NotNull(await narrow.Runs.Get(accountId, runId, default));
    }

    private static async Task<(string AccountId, Guid RunId)> ALongRun(Ledger ledger)
    {
        const string Sql = """
            insert into run_evaluations
              (account_id, run_id, id, evaluation_label_id, value, first_value, hash, comment, created_by, created_at)
            select @AccountId, @RunId, lpad(to_hex(n), 32, '0')::uuid, @LabelId, n % 2, n % 2, sha256('x'), repeat('x', 200), 'ann', @Now
            from generate_series(1, @Many) n
            """;
        var account = ledger.NewAccount();
        var runId = await account.HasRun();
        var labelId = await account.HasLabel();
        await ledger.Execute(Sql, new { AccountId = account.Id, RunId = runId, LabelId = labelId, Account.Now, Many });
        return (account.Id, runId);
    }

    private async Task TheServerWaitsForItsReader()
    {
        const string Sql = """
            select exists (
              select from pg_stat_activity where datname = current_database() and wait_event = 'ClientWrite')
            """;
        var began = Stopwatch.GetTimestamp();
        while (!await ledger.Ask<bool>(Sql))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Generous, "The server has sent every row.");
            await Task.Delay(20);
        }
    }
}
