using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Infrastructure.Database.Accounts;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Humanloop;

/// <summary>A Log goes with what evaluators have said of it, whoever deletes it: a client, or the retention of runs.</summary>
[NeedsOwnDatabase("cleans up after every account, as a new owner")]
public sealed class DeletingLogsTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Days = 30;
    private const string Number = "\"return_type\":\"number\"";

    private static readonly DateTimeOffset Old = Account.Now.AddDays(-1);

    private readonly Ledger ledger = new();
    private string owner = "";
    private Account account = null!;
    private Workspace workspace = null!;
    private FileView prompt = null!;
    private FileView judge = null!;

    public async Task InitializeAsync()
    {
        await ledger.InitializeAsync();
        owner = await ledger.WithPlainOwner();
        account = ledger.NewAccount();
        workspace = new(ledger, account);
        await new AccountRetention(owner).Set(account.Id, Days, default);
        prompt = await workspace.Has(workspace.AVersion());
        judge = await workspace.HasJudge(Number);
    }

    public Task DisposeAsync() => ledger.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Old_runs_go_with_their_logs_judgments_links_and_counts_and_young_ones_stay()
    {
        var experiment = await workspace.HasExperiment(await workspace.HasSuite(judge), version: prompt);
        var (old, young) = (
            await workspace.HasLog(prompt, experiment, at: Old), await workspace.HasLog(prompt, experiment));
        var trace = await workspace.HasLog(prompt, trace: old);
        await workspace.Judges(judge, old, 1);
        var kept = await workspace.Judges(judge, young, 3);
        Assert.Equal(2, (await ledger.FiguresOf(workspace, experiment, judge)).Evaluators[0].Mean);

        Assert.Equal(new CleanedUp(1, 1, 0, 0), await CleanUp());

        Assert.Equal([trace, young, kept.Id], await Found(old, trace, young, kept.Id));
        Assert.Equal(young, Assert.Single((await ledger.Experiments.Logs(
            account.Id, [experiment], Workspace.FirstPage, default)).Records).LogId);
        Assert.Equal((2L, 1L), (await LogsOf(prompt), await LogsOf(judge)));
        var figures = await ledger.FiguresOf(workspace, experiment, judge);
        Assert.Equal((1L, 3.0), (figures.Logs, figures.Evaluators[0].Mean));
    }

    [Fact]
    public async Task A_version_is_used_no_later_for_losing_old_logs()
    {
        await workspace.HasLog(prompt, at: Old);
        var before = (await workspace.Sees(prompt)).LastUsedAt;

        Assert.Equal(1, (await CleanUp())!.Runs);

        Assert.Equal(before, (await workspace.Sees(prompt)).LastUsedAt);
    }

    [Fact]
    public async Task A_judgment_that_was_judged_itself_goes_with_the_run_that_it_is_about()
    {
        var (judged, ofJudge, ofThat) = await HasJudgedJudgment(at: Old, judgedAt: Account.Now);

        Assert.Equal(new CleanedUp(1, 1, 0, 0), await CleanUp());

        Assert.Empty(await Found(judged, ofJudge.Id, ofThat.Id));
        Assert.Equal((0L, 0L, 0L), (await LogsOf(prompt), await LogsOf(judge), await LogsOf(ofThat.Judge)));
        // What was said of it is the ledger's.
        Assert.Single(await account.ListsEvaluations(ofJudge.Id));
    }

    [Fact]
    public async Task The_run_of_a_judged_judgment_goes_when_it_is_old_with_what_was_said_of_it()
    {
        var (judged, ofJudge, ofThat) = await HasJudgedJudgment(at: Account.Now, judgedAt: Old);

        Assert.Equal(new CleanedUp(1, 1, 0, 0), await CleanUp());

        Assert.Equal([judged, ofJudge.Id], await Found(judged, ofJudge.Id, ofThat.Id));
        Assert.Equal((1L, 1L, 0L), (await LogsOf(prompt), await LogsOf(judge), await LogsOf(ofThat.Judge)));
    }

    [Fact]
    public async Task A_chain_of_judgments_is_deleted_to_its_end()
    {
        var (judged, ofJudge, ofThat) = await HasJudgedJudgment(at: Account.Now, judgedAt: Account.Now);
        var last = await workspace.HasJudge("\"return_type\":\"text\"");
        var third = await workspace.Judges(last, ofThat.Id, "so it is", runId: judged);
        var fourth = await workspace.Judges(last, third.Id, "yes", runId: judged);

        await ledger.Logs.Delete(account.Id, [judged], default);

        Assert.Empty(await Found(judged, ofJudge.Id, ofThat.Id, third.Id, fourth.Id));
        Assert.Equal(
            (0L, 0L, 0L, 0L),
            (await LogsOf(prompt), await LogsOf(judge), await LogsOf(ofThat.Judge), await LogsOf(last)));
        Assert.Equal(0, await ledger.Ask<int>("select count(*)::int from humanloop_judgments"));
    }

    [Fact]
    public async Task Runs_and_evaluations_stay_when_a_client_deletes_logs()
    {
        var log = await workspace.HasLog(prompt);
        await workspace.Judges(judge, log, 1);
        var before = (await workspace.Sees(prompt)).LastUsedAt;

        await ledger.Logs.Delete(account.Id, [log, Account.NextId()], default);

        Assert.NotNull(await ledger.Runs.Get(account.Id, log, default));
        Assert.Single(await account.ListsEvaluations(log));
        Assert.Equal(before, (await workspace.Sees(prompt)).LastUsedAt);
    }

    /// <summary>A Log of a run of that time, what an evaluator says of it, and what another says of that.</summary>
    private async Task<(Guid Log, Judged OfJudge, (Guid Id, FileView Judge) OfThat)> HasJudgedJudgment(
        DateTimeOffset at, DateTimeOffset judgedAt)
    {
        var log = await workspace.HasLog(prompt, at: at);
        var first = await workspace.Judges(judge, log, 1);
        await account.Has(account.ARun(at: judgedAt) with { Id = first.Id });
        var critic = await workspace.HasJudge(Number);
        var second = await workspace.Judges(critic, first.Id, 0, runId: log);
        return (log, first, (second.Id, critic));
    }

    private Task<CleanedUp?> CleanUp() => new AccountCleanUp(owner, new Clock()).Run((_, _) => { }, default);

    private async Task<IEnumerable<Guid>> Found(params Guid[] ids) =>
        (await ledger.Logs.Find(account.Id, ids, default)).Select(log => log.Id);

    private async Task<long> LogsOf(FileView version)
    {
        var seen = await workspace.Sees(version);
        Assert.Equal(seen.VersionLogs, seen.TotalLogs);
        return seen.VersionLogs;
    }

    /// <summary>Stands still where runs from before <see cref="Account.Now"/> have had their day.</summary>
    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Account.Now.AddDays(Days);
    }
}
