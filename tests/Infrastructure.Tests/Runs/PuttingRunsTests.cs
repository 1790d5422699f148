using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Runs;

public sealed class PuttingRunsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Later = Account.Now.AddHours(1);
    private static readonly DateTimeOffset Latest = Account.Now.AddHours(2);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task A_run_that_is_not_there_is_made()
    {
        var run = account.ARun() with { ExperimentId = Account.NextId() };

        var put = await Put(run);

        Assert.True(put.Created);
        Assert.Equal(put.Run, await ledger.Runs.Get(account.Id, run.Id, default));
        Assert.Equal(run.ExperimentId, put.Run.ExperimentId);
    }

    [Fact]
    public async Task What_may_change_is_replaced_and_the_rest_stays()
    {
        var first = await account.Has(account.ARun(RunStatus.Running) with
        {
            ExperimentId = Account.NextId(),
            Metadata = new JsonObjectText("""{"old":1}"""),
            Result = new RunResult { Usage = new RunUsage { PromptTokens = 1, CachedTokens = 1, Cost = 1 } },
        });
        var change = Changed(first, RunStatus.Completed, Later) with
        {
            CreatedBy = account.Bob,
            ExperimentId = first.ExperimentId,
            Metadata = new JsonObjectText("""{ "new": 2 }"""),
            Result = new RunResult { Usage = new RunUsage { PromptTokens = 5, TotalTokens = 7 } },
        };

        var put = await Put(change);

        Assert.False(put.Created);
        Assert.Equal(
            first with
            {
                Status = RunStatus.Completed,
                CompletedAt = Later,
                Metadata = change.Metadata,
                Result = change.Result,
                TotalPromptTokens = 5,
                TotalCachedTokens = null,
                TotalTokens = 7,
                TotalCost = null,
            },
            put.Run);
        Assert.Equal(put.Run, await ledger.Runs.Get(account.Id, first.Id, default));
    }

    [Fact]
    public async Task What_is_left_out_is_cleared()
    {
        var first = await account.Has(account.ARun() with
        {
            Metadata = new JsonObjectText("{}"),
            Result = new RunResult { Usage = new RunUsage { Cost = 1 } },
        });

        var put = await Put(Changed(first, RunStatus.Completed, Later));

        Assert.Equal(first with { Metadata = null, Result = null, TotalCost = null }, put.Run);
    }

    [Fact]
    public async Task The_same_put_twice_is_the_same_as_once()
    {
        var run = account.ARun(RunStatus.Failed) with { Metadata = new JsonObjectText("{}") };

        var once = await Put(run);
        var twice = await Put(run with { CreatedAt = Later });

        Assert.Equal(once with { Created = false }, twice);
    }

    [Fact]
    public async Task A_finished_run_keeps_the_moment_at_which_it_first_did()
    {
        var run = await account.Has(account.ARun(RunStatus.Failed));

        var put = await Put(Changed(run, RunStatus.Failed, Later));

        Assert.Equal((Account.Now, Account.Now), (put.Run.CompletedAt, put.Run.FailedAt));
    }

    [Fact]
    public async Task A_failed_run_that_completes_after_all_has_not_failed()
    {
        var run = await account.Has(account.ARun(RunStatus.Failed));

        var put = await Put(Changed(run, RunStatus.Completed, Later));

        Assert.Equal((Account.Now, null), (put.Run.CompletedAt, put.Run.FailedAt));
    }

    [Fact]
    public async Task A_run_that_runs_again_has_not_finished_and_finishes_anew()
    {
        var run = await account.Has(account.ARun(RunStatus.Failed));

        var again = await Put(Changed(run, RunStatus.Running, Later));
        var finished = await Put(Changed(run, RunStatus.Failed, Latest));

        Assert.Equal((null, null), (again.Run.CompletedAt, again.Run.FailedAt));
        Assert.Equal((Latest, Latest), (finished.Run.CompletedAt, finished.Run.FailedAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_experiment_is_fixed(bool belongsToOne)
    {
        var run = await account.Has(account.ARun() with { ExperimentId = belongsToOne ? Account.NextId() : null });
        var change = Changed(run, RunStatus.Failed, Later);

        var refused = await ledger.Runs.Put(change with { ExperimentId = Account.NextId() }, default);

        Assert.Equal(RunErrors.ExperimentIsFixed, refused.Error);
        Assert.Equal(run, await ledger.Runs.Get(account.Id, run.Id, default));
        Assert.Equal(run.ExperimentId, (await Put(change)).Run.ExperimentId);
    }

    [Fact]
    public async Task Of_eight_who_put_one_run_at_once_one_makes_it()
    {
        var run = account.ARun();

        var puts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Put(run)));

        Assert.Single(puts, put => put.Created);
        Assert.Single(puts.Select(put => put.Run).Distinct());
    }

    [Fact]
    public async Task The_evaluations_of_a_run_outlive_its_replacement()
    {
        var evaluation = await account.HasEvaluation();
        var run = await ledger.Runs.Get(account.Id, evaluation.RunId, default);

        await Put(Changed(run!, RunStatus.Running, Later));

        Assert.Equal([evaluation], await account.ListsEvaluations(evaluation.RunId));
    }

    private Run Changed(RunView run, RunStatus status, DateTimeOffset at) =>
        account.ARun(status, at) with { Id = run.Id };

    private async Task<PutRunOutcome> Put(Run run) => (await ledger.Runs.Put(run, default)).Value;
}
