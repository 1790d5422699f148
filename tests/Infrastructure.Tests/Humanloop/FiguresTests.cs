using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Humanloop;

/// <summary>What is counted of an experiment, by kind of judgment.</summary>
public sealed class FiguresTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Workspace workspace = new(ledger, ledger.NewAccount());

    [Fact]
    public async Task Of_yes_and_no_each_is_counted()
    {
        var judge = await workspace.HasJudge("\"return_type\":\"boolean\"");

        var figures = await Judged(judge, true, false, true, true);

        Assert.Equal((4, 4, 0, 0), Totals(figures));
        Assert.Equal([("0", 1L), ("1", 3L)], Counts(figures));
        Assert.Equal(0.75, figures.Mean);
    }

    [Fact]
    public async Task Of_numbers_there_are_mean_sum_deviation_and_percentiles()
    {
        var judge = await workspace.HasJudge("\"return_type\":\"number\"");

        var figures = await Judged(judge, 4, 1.0, 3, 2);

        Assert.Equal((4, 4, 0, 0), Totals(figures));
        Assert.Equal((2.5, 10.0), (figures.Mean, figures.Sum));
        Assert.Equal(Math.Sqrt(5 / 3d), figures.Deviation!.Value, 12);
        double[] expected = [1, 1.75, 2.5, 3.25, 3.7, 3.85, 3.97, 3.997, 4];
        Assert.All(expected.Zip(figures.Percentiles!), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(expected.Length, figures.Percentiles!.Count);
        Assert.Empty(figures.Counts);
    }

    [Fact]
    public async Task Of_one_number_there_is_no_deviation_and_of_none_nothing()
    {
        var judge = await workspace.HasJudge("\"return_type\":\"number\",\"number_limits\":{\"min\":-1}");

        var one = await Judged(judge, -0.5);
        Assert.Equal((-0.5, -0.5, null), (one.Mean, one.Sum, one.Deviation));
        Assert.All(one.Percentiles!, percentile => Assert.Equal(-0.5, percentile));

        var none = await Judged(judge);
        Assert.Equal((0, 0, 0, 0), Totals(none));
        Assert.Equal((null, null, null, null), (none.Mean, none.Sum, none.Deviation, none.Percentiles));
    }

    [Fact]
    public async Task The_largest_numbers_that_are_judgments_can_be_added_up()
    {
        const double Most = EvaluatorSpec.Most;
        var judge = await workspace.HasJudge("\"return_type\":\"number\"");

        var large = await Judged(judge, Most, Most);
        Assert.Equal((2, 2, 0, 0), Totals(large));
        Assert.Equal((Most, 2 * Most, 0.0), (large.Mean, large.Sum, large.Deviation));

        var both = await Judged(judge, Most, -Most);
        Assert.Equal((0.0, 0.0), (both.Mean, both.Sum));
        Assert.True(double.IsFinite(both.Deviation!.Value));
        Assert.Equal((-Most, Most), (both.Percentiles![0], both.Percentiles[^1]));
        Assert.All(both.Percentiles, percentile => Assert.InRange(percentile, -Most, Most));
    }

    [Fact]
    public async Task Of_options_each_that_was_selected_is_counted()
    {
        var judge = await workspace.HasJudge(
            """ "return_type":"select","options":[{"name":"a"},{"name":"b"},{"name":"c"}] """);

        var figures = await Judged(judge, "c", "a", "c");

        Assert.Equal((3, 3, 0, 0), Totals(figures));
        Assert.Equal([("0", 1L), ("2", 2L)], Counts(figures));
    }

    [Fact]
    public async Task Of_options_that_the_ledger_does_not_hold_each_is_counted_by_its_name()
    {
        var free = await workspace.HasJudge("\"return_type\":\"select\"");
        Assert.Null(free.EvaluationLabelId);
        Assert.Equal([("a \"b\"", 2L), ("c", 1L)], Counts(await Judged(free, "a \"b\"", "c", "a \"b\"")));

        var several = await workspace.HasJudge("\"return_type\":\"multi_select\"");
        var figures = await Judged(several, new[] { "a", "b" }, Array.Empty<string>(), new[] { "b" });
        Assert.Equal((3, 3, 0, 0), Totals(figures));
        Assert.Equal([("a", 1L), ("b", 2L)], Counts(figures));
    }

    [Fact]
    public async Task Texts_are_counted_and_what_they_say_is_not()
    {
        var figures = await Judged(await workspace.HasJudge("\"return_type\":\"text\""), "good", "bad");

        Assert.Equal((2, 2, 0, 0), Totals(figures));
        Assert.Empty(figures.Counts);
        Assert.Null(figures.Mean);
    }

    [Theory]
    [InlineData("\"return_type\":\"boolean\"")]
    [InlineData("\"return_type\":\"multi_select\"")]
    public async Task Abstentions_and_errors_are_counted_apart_and_what_is_pending_is_not(string spec)
    {
        var judge = await workspace.HasJudge(spec);
        var (experiment, logs) = await HasLogs(4);
        await workspace.Says(judge, logs[0], JudgmentOutcome.None);
        await workspace.Says(judge, logs[1], JudgmentOutcome.Failed);
        await workspace.Says(judge, logs[2], JudgmentOutcome.Failed);
        await workspace.Says(judge, logs[3], JudgmentOutcome.Pending);

        var counted = await Of(experiment, judge);

        Assert.Equal((3, 0, 1, 2), Totals(counted.Evaluators[0]));
        Assert.Equal((4, 3), (counted.Logs, counted.Done));
    }

    [Fact]
    public async Task A_log_counts_once_and_by_its_latest_judgment()
    {
        var judge = await workspace.HasJudge("\"return_type\":\"boolean\"");
        var (experiment, logs) = await HasLogs(1);

        await workspace.Says(judge, logs[0], JudgmentOutcome.Failed);
        await workspace.Judges(judge, logs[0], true);
        await workspace.Judges(judge, logs[0], false);
        var judged = (await Of(experiment, judge)).Evaluators[0];
        await workspace.Says(judge, logs[0], JudgmentOutcome.None);

        Assert.Equal((1, 1, 0, 0), Totals(judged));
        Assert.Equal([("0", 1L)], Counts(judged));
        Assert.Equal((1, 0, 1, 0), Totals((await Of(experiment, judge)).Evaluators[0]));
    }

    [Fact]
    public async Task A_log_of_two_experiments_counts_in_both()
    {
        var judge = await workspace.HasJudge("\"return_type\":\"boolean\"");
        var (experiment, logs) = await HasLogs(1);
        var other = await workspace.HasExperiment(await workspace.HasSuite());
        await ledger.Logs.Link(workspace.AccountId, other, logs, null, Account.Now, default);
        await workspace.Judges(judge, logs[0], true);

        var counted = await ledger.Figures.Of(
            workspace.AccountId, [experiment, other, experiment], [new(judge, false, Account.Now)], default);

        Assert.Equal(2, counted.Count);
        Assert.All(counted.Values, figures => Assert.Equal((1, 1, 0, 0), Totals(figures.Evaluators[0])));
    }

    [Fact]
    public async Task Another_version_of_the_evaluator_counts_as_the_one_that_is_attached()
    {
        var first = workspace.AJudge("\"return_type\":\"boolean\"");
        var (judge, stranger) = (await workspace.HasJudge(first), await workspace.HasJudge("\"return_type\":\"boolean\""));
        var later = await workspace.HasJudge(
            workspace.AJudge("\"return_type\":\"boolean\",\"options\":[]") with { Path = first.Path });
        var (experiment, logs) = await HasLogs(2);
        await workspace.Judges(later, logs[0], true);
        await workspace.Judges(stranger, logs[1], true);

        var counted = await Of(experiment, judge);

        Assert.NotEqual(judge.VersionId, later.VersionId);
        Assert.Equal(judge.VersionId, Assert.Single(counted.Evaluators).VersionId);
        Assert.Equal((1, 1, 0, 0), Totals(counted.Evaluators[0]));
        Assert.Equal((2, 1), (counted.Logs, counted.Done));
    }

    [Fact]
    public async Task Of_two_attached_versions_each_counts_for_itself_and_a_third_for_the_last()
    {
        var first = workspace.AJudge("\"return_type\":\"boolean\"");
        var one = await workspace.HasJudge(first);
        var two = await workspace.HasJudge(
            workspace.AJudge("\"return_type\":\"boolean\",\"options\":[]") with { Path = first.Path });
        var three = await workspace.HasJudge(
            workspace.AJudge("\"return_type\":\"boolean\",\"note\":3") with { Path = first.Path });
        var (experiment, logs) = await HasLogs(3);
        await workspace.Judges(one, logs[0], true);
        await workspace.Judges(two, logs[0], false);
        await workspace.Judges(one, logs[1], true);
        await workspace.Judges(three, logs[2], false);

        var counted = await Of(experiment, one, two);

        Assert.Equal([one.VersionId, two.VersionId], counted.Evaluators.Select(e => e.VersionId));
        Assert.Equal([("1", 2L)], Counts(counted.Evaluators[0]));
        Assert.Equal([("0", 2L)], Counts(counted.Evaluators[1]));
        Assert.Equal((3, 1), (counted.Logs, counted.Done));
    }

    [Fact]
    public async Task A_datapoint_is_done_when_a_complete_log_of_it_was_judged_by_all()
    {
        var (one, two) = (
            await workspace.HasJudge("\"return_type\":\"boolean\""), await workspace.HasJudge("\"return_type\":\"text\""));
        var (prompt, dataset) = (await workspace.Has(workspace.AVersion()), await workspace.HasDataset("a", "b"));
        var datapoints = await workspace.DatapointsOf(dataset);
        var experiment = await workspace.HasExperiment(await workspace.HasSuite(one, two), dataset, prompt);
        var complete = await workspace.HasLog(prompt, experiment, datapoints[0]);
        var again = await workspace.HasLog(prompt, experiment, datapoints[0]);
        var incomplete = await workspace.HasLog(prompt, experiment, datapoints[1], complete: false);
        var without = await workspace.HasLog(prompt, experiment);

        await workspace.Judges(one, complete, true);
        Assert.Equal((4, 0), await Progress());
        foreach (var log in (Guid[])[again, incomplete, without])
            await workspace.Judges(one, log, true);
        foreach (var log in (Guid[])[complete, again, incomplete, without])
            await workspace.Judges(two, log, "fine");
        Assert.Equal((4, 1), await Progress());
        await ledger.Logs.Update(workspace.AccountId, incomplete, Workspace.Json(), true, Account.Now, default);
        Assert.Equal((4, 2), await Progress());

        async Task<(long, long)> Progress()
        {
            var counted = await Of(experiment, one, two);
            return (counted.Logs, counted.Done);
        }
    }

    [Fact]
    public async Task Without_evaluators_a_complete_log_is_all()
    {
        var (experiment, _) = await HasLogs(2);
        var nothing = await Of(await workspace.HasExperiment(await workspace.HasSuite()));

        var counted = await Of(experiment);

        Assert.Equal((2, 2), (counted.Logs, counted.Done));
        Assert.Equal((0, 0), (nothing.Logs, nothing.Done));
    }

    private async Task<EvaluatorFigures> Judged(FileView judge, params object[] judgments)
    {
        var (experiment, logs) = await HasLogs(judgments.Length);
        foreach (var (log, judgment) in logs.Zip(judgments))
            await workspace.Judges(judge, log, judgment);
        return Assert.Single((await Of(experiment, judge)).Evaluators);
    }

    private async Task<(Guid Experiment, Guid[] Logs)> HasLogs(int count)
    {
        var prompt = await workspace.Has(workspace.AVersion());
        var experiment = await workspace.HasExperiment(await workspace.HasSuite());
        var logs = new Guid[count];
        for (var i = 0; i < count; i++)
            logs[i] = await workspace.HasLog(prompt, experiment);
        return (experiment, logs);
    }

    private Task<ExperimentFigures> Of(Guid experiment, params FileView[] judges) =>
        ledger.FiguresOf(workspace, experiment, judges);

    private static (long, long, long, long) Totals(EvaluatorFigures figures) =>
        (figures.Total, figures.Judgments, figures.Nulls, figures.Errors);

    private static IEnumerable<(string, long)> Counts(EvaluatorFigures figures) =>
        figures.Counts.Select(count => (count.Key, count.Value)).Order();
}
