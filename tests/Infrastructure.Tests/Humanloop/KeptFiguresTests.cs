using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Humanloop;

/// <summary>Figures are kept, and whatever changes them is seen at once all the same.</summary>
public sealed class KeptFiguresTests(Ledger ledger) : IClassFixture<Ledger>, IAsyncLifetime
{
    private readonly Account account = ledger.NewAccount();
    private Workspace workspace = null!;
    private FileView prompt = null!;
    private FileView judge = null!;
    private Guid experiment;
    private Guid log;
    private Judged judged = null!;

    public async Task InitializeAsync()
    {
        workspace = new(ledger, account);
        prompt = await workspace.Has(workspace.AVersion());
        judge = await workspace.HasJudge("\"return_type\":\"number\"");
        experiment = await workspace.HasExperiment(await workspace.HasSuite(judge), version: prompt);
        log = await workspace.HasLog(prompt, experiment);
        judged = await workspace.Judges(judge, log, 1);
        Assert.Equal((1, 1, 1.0), await Seen());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_has_not_changed_is_not_counted_again()
    {
        var first = await Figures();

        Assert.Same(first, await Figures());
        Assert.NotSame(first, await ledger.FiguresOf(workspace, experiment));
    }

    [Fact]
    public async Task A_log_is_seen()
    {
        await workspace.HasLog(prompt, experiment);

        Assert.Equal((2, 1, 1.0), await Seen());
    }

    [Fact]
    public async Task A_log_that_is_linked_is_seen()
    {
        var other = await workspace.HasLog(prompt);
        await workspace.Judges(judge, other, 3);

        await ledger.Logs.Link(account.Id, experiment, [other], null, Account.Now, default);

        Assert.Equal((2, 2, 2.0), await Seen());
    }

    [Fact]
    public async Task A_judgment_is_seen()
    {
        await workspace.Judges(judge, log, 5);
        Assert.Equal((1, 1, 5.0), await Seen());

        await workspace.Says(judge, log, JudgmentOutcome.None);
        Assert.Equal((1, 0, null), await Seen());
    }

    [Fact]
    public async Task A_corrected_value_is_seen_each_time()
    {
        for (var value = 2; value < 5; value++)
        {
            var change = await ledger.Evaluations.ChangeValue(
                new(account.Bob, log, judged.EvaluationId!.Value, Account.Now), value, default);
            Assert.NotNull(change.Written);
            Assert.Equal((1, 1, (double)value), await Seen());
        }
    }

    [Fact]
    public async Task A_retracted_value_is_seen_as_an_abstention()
    {
        var change = await ledger.Evaluations.Retract(
            new(account.Bob, log, judged.EvaluationId!.Value, Account.Now), default);

        Assert.NotNull(change.Written);
        Assert.Equal((1, 0, null), await Seen());
        Assert.Equal(1, (await Figures()).Evaluators[0].Nulls);
    }

    [Fact]
    public async Task A_log_that_is_completed_is_seen()
    {
        await ledger.Logs.Update(account.Id, log, Workspace.Json(), complete: false, Account.Now, default);
        Assert.Equal(0, (await Figures()).Done);

        await ledger.Logs.Update(account.Id, log, Workspace.Json(), complete: true, Account.Now, default);
        Assert.Equal(1, (await Figures()).Done);
    }

    [Fact]
    public async Task A_deleted_log_is_missed()
    {
        await workspace.HasLog(prompt, experiment);
        Assert.Equal((2, 1, 1.0), await Seen());

        await ledger.Logs.Delete(account.Id, [log], default);

        Assert.Equal((1, 0, null), await Seen());
    }

    [Fact]
    public async Task A_deleted_judgment_is_missed()
    {
        await ledger.Logs.Delete(account.Id, [judged.Id], default);

        Assert.Equal((1, 0, null), await Seen());
        Assert.Equal(0, (await Figures()).Evaluators[0].Total);
    }

    private Task<ExperimentFigures> Figures() => ledger.FiguresOf(workspace, experiment, judge);

    private async Task<(long Logs, long Judgments, double? Mean)> Seen()
    {
        var figures = await Figures();
        var evaluator = Assert.Single(figures.Evaluators);
        return (figures.Logs, evaluator.Judgments, evaluator.Mean);
    }
}

internal static class Figures
{
    /// <summary>What these evaluators have said of an experiment.</summary>
    public static async Task<ExperimentFigures> FiguresOf(
        this Ledger ledger, Workspace workspace, Guid experiment, params FileView[] judges)
    {
        IEnumerable<SuiteEvaluatorView> evaluators =
            judges.Select(judge => new SuiteEvaluatorView(judge, Orchestrated: false, Account.Now));
        return (await ledger.Figures.Of(workspace.AccountId, [experiment], [.. evaluators], default))[experiment];
    }
}
