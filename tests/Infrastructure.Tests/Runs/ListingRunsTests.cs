using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Runs;

public sealed class ListingRunsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    private RunFilter All => new(account.Id, null, null, null, null, null, 1_000);

    [Fact]
    public async Task Runs_are_listed_newest_first_and_without_their_results()
    {
        var metadata = new JsonObjectText("""{ "a": 1.0 }""");
        var result = new RunResult { Usage = new RunUsage { TotalTokens = 7, Cost = 0.5 } };
        var old = await account.Has(account.ARun(at: At(1)) with { Result = result, Metadata = metadata });
        var newest = await account.Has(account.ARun(at: At(3)));
        var middle = await account.Has(account.ARun(at: At(2)));

        Assert.Equal([newest, middle, old with { Result = null }], await ledger.Runs.List(All, default));
        Assert.Equal(7, old.TotalTokens);
    }

    [Fact]
    public async Task Runs_of_one_moment_are_listed_by_id_the_last_first()
    {
        var runs = await RunsAt(1, 1, 1);

        Assert.Equal(Newest(runs), await ledger.Runs.List(All, default));
    }

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Running)]
    public async Task A_list_may_be_of_one_status(RunStatus status)
    {
        await account.Has(account.ARun(RunStatus.Completed));
        var run = await account.Has(account.ARun(status));

        Assert.Equal([run], await ledger.Runs.List(All with { Status = status }, default));
        Assert.Empty(await ledger.Runs.List(All with { Status = RunStatus.Waiting }, default));
    }

    [Fact]
    public async Task A_list_may_be_of_one_experiment()
    {
        var experimentId = Account.NextId();
        await account.Has(account.ARun());
        await account.Has(account.ARun() with { ExperimentId = Account.NextId() });
        var run = await account.Has(account.ARun() with { ExperimentId = experimentId });

        Assert.Equal([run], await ledger.Runs.List(All with { ExperimentId = experimentId }, default));
    }

    [Fact]
    public async Task A_span_of_time_begins_with_its_start_and_ends_before_its_end()
    {
        var runs = await RunsAt(1, 2, 3);

        Assert.Equal(Newest(runs[1..]), await ledger.Runs.List(All with { CreatedFrom = At(2) }, default));
        Assert.Equal(Newest(runs[..1]), await ledger.Runs.List(All with { CreatedBefore = At(2) }, default));
        var second = All with { CreatedFrom = At(2), CreatedBefore = At(3) };
        Assert.Equal(Newest(runs[1..2]), await ledger.Runs.List(second, default));
        Assert.Empty(await ledger.Runs.List(second with { CreatedBefore = At(2) }, default));
    }

    [Fact]
    public async Task A_time_may_be_given_with_any_offset()
    {
        var runs = await RunsAt(1, 2);
        var summer = At(2).ToOffset(TimeSpan.FromHours(2));

        Assert.Equal(Newest(runs[1..]), await ledger.Runs.List(All with { CreatedFrom = summer }, default));
    }

    [Fact]
    public async Task The_ends_of_time_exclude_nothing()
    {
        var runs = await RunsAt(1, 2);
        var ever = All with { CreatedFrom = DateTimeOffset.MinValue, CreatedBefore = DateTimeOffset.MaxValue };

        Assert.Equal(Newest(runs), await ledger.Runs.List(ever, default));
    }

    [Fact]
    public async Task Filters_are_all_applied()
    {
        var run = account.ARun(RunStatus.Failed, At(2)) with { ExperimentId = Account.NextId() };
        var wanted = await account.Has(run);
        await account.Has(run with { Id = Account.NextId(), Status = RunStatus.Running });
        await account.Has(run with { Id = Account.NextId(), ExperimentId = null });
        await account.Has(run with { Id = Account.NextId(), CreatedAt = At(1) });
        await account.Has(run with { Id = Account.NextId(), CreatedAt = At(3) });
        var newer = await account.Has(run with { Id = Account.NextId() });

        var listed = await ledger.Runs.List(
            new RunFilter(
                account.Id, RunStatus.Failed, run.ExperimentId, At(2), At(3), (newer.CreatedAt, newer.Id), Limit: 10),
            default);

        Assert.Equal([wanted], listed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_follow_one_another_though_runs_share_their_moment_and_new_ones_arrive(int limit)
    {
        var runs = await RunsAt(1, 2, 2, 2, 2, 3, 3);
        var read = new List<RunView>();
        var page = await ledger.Runs.List(All with { Limit = limit }, default);
        while (page.Count > 0 && read.Count <= runs.Length)
        {
            read.AddRange(page);
            await account.Has(account.ARun(at: At(4)));
            var after = (page[^1].CreatedAt, page[^1].Id);
            page = await ledger.Runs.List(All with { Limit = limit, After = after }, default);
        }

        Assert.Equal(Newest(runs), read);
    }

    private static DateTimeOffset At(int microsecond) =>
        Account.Now.AddTicks(microsecond * TimeSpan.TicksPerMicrosecond);

    private static IEnumerable<RunView> Newest(IEnumerable<RunView> runs) =>
        runs.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id.ToString(), StringComparer.Ordinal);

    private async Task<RunView[]> RunsAt(params int[] microseconds)
    {
        var runs = new List<RunView>();
        foreach (var microsecond in microseconds)
            runs.Add(await account.Has(account.ARun(at: At(microsecond))));
        return [.. runs];
    }
}
