using RunEvaluations.Application.Humanloop;
using RunEvaluations.Application.Humanloop.Suites;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Humanloop;

/// <summary>Which Logs an experiment has.</summary>
public sealed class LinkingTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Workspace workspace = new(ledger, ledger.NewAccount());

    [Fact]
    public async Task A_log_that_names_only_its_datapoint_goes_where_it_is_still_wanted()
    {
        var version = workspace.AVersion("""{"a":1}""");
        var (prompt, dataset) = (await workspace.Has(version), await workspace.HasDataset("a", "b"));
        var another = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });
        var (suite, datapoints) = (await workspace.HasSuite(), await workspace.DatapointsOf(dataset));
        var wanted = await workspace.HasExperiment(suite, dataset, prompt);
        var closed = await workspace.HasExperiment(suite, dataset, prompt);
        await ledger.Experiments.Close(workspace.AccountId, closed, ExperimentStatus.Completed, default);
        Guid[] others =
        [
            closed,
            await workspace.HasExperiment(suite, dataset, another),
            await workspace.HasExperiment(suite, await workspace.HasDataset("a", "b"), prompt),
            await workspace.HasExperiment(suite, dataset),
            await workspace.HasExperiment(suite, version: prompt),
        ];

        var first = await workspace.HasLog(prompt, datapoint: datapoints[0]);
        await workspace.HasLog(prompt, datapoint: datapoints[0]);
        await workspace.HasLog(prompt);
        var second = await workspace.HasLog(prompt, datapoint: datapoints[1]);

        Assert.Equal([(first, datapoints[0]), (second, datapoints[1])], await Linked(wanted));
        foreach (var other in others)
            Assert.Empty(await Linked(other));
    }

    [Fact]
    public async Task A_log_that_names_an_experiment_goes_there_alone_and_each_time()
    {
        var (prompt, dataset) = (await workspace.Has(workspace.AVersion()), await workspace.HasDataset("a"));
        var (suite, datapoint) = (await workspace.HasSuite(), (await workspace.DatapointsOf(dataset))[0]);
        var named = await workspace.HasExperiment(suite, dataset, prompt);
        var other = await workspace.HasExperiment(suite, dataset, prompt);
        await ledger.Experiments.Close(workspace.AccountId, named, ExperimentStatus.Completed, default);

        var first = await workspace.HasLog(prompt, named, datapoint);
        var second = await workspace.HasLog(prompt, named, datapoint);
        var elsewhere = await workspace.HasLog(
            prompt, named, (await workspace.DatapointsOf(await workspace.HasDataset("b")))[0]);

        Assert.Equal([(first, datapoint), (second, datapoint), (elsewhere, null)], await Linked(named));
        Assert.Empty(await Linked(other));
    }

    [Fact]
    public async Task Logs_that_there_are_are_linked_once_each_by_their_own_datapoint_or_one_that_is_named()
    {
        var (prompt, dataset) = (await workspace.Has(workspace.AVersion()), await workspace.HasDataset("a", "b"));
        var (suite, datapoints) = (await workspace.HasSuite(), await workspace.DatapointsOf(dataset));
        var plain = await workspace.HasLog(prompt);
        var answer = await workspace.HasLog(prompt, datapoint: datapoints[0]);
        var experiment = await workspace.HasExperiment(suite, dataset, prompt);

        await Link(experiment, [plain, answer, answer, Account.NextId()]);
        await Link(experiment, [plain], datapoints[1]);

        Assert.Equal([(plain, null), (answer, datapoints[0])], await Linked(experiment));
        var named = await workspace.HasExperiment(suite, dataset);
        await Link(named, [plain], datapoints[1]);
        Assert.Equal([(plain, datapoints[1])], await Linked(named));
        Assert.Equal((2L, 1L), (await LogsOf(experiment), await LogsOf(named)));
    }

    [Fact]
    public async Task Of_existing_logs_the_latest_of_each_datapoint_is_used()
    {
        var version = workspace.AVersion("""{"a":1}""");
        var (prompt, data) = (await workspace.Has(version), workspace.AVersion("{}", FileKind.Dataset));
        var another = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });
        var all = await workspace.DatapointsOf(await workspace.HasDataset(data, "a", "b", "c"));
        var dataset = await workspace.HasDataset(data, "b", "a");
        await workspace.HasLog(prompt, datapoint: all[0]);
        var a = await workspace.HasLog(prompt, datapoint: all[0]);
        var b = await workspace.HasLog(prompt, datapoint: all[1]);
        await workspace.HasLog(prompt, datapoint: all[2]);
        await workspace.HasLog(another, datapoint: all[1]);
        await workspace.HasLog(prompt);
        var suite = await workspace.HasSuite();

        var with = await workspace.HasExperiment(suite, dataset, prompt, useExistingLogs: true);
        var without = await workspace.HasExperiment(suite, dataset, prompt);
        var none = await workspace.HasExperiment(suite, await workspace.HasDataset("a"), prompt, useExistingLogs: true);

        Assert.Equal([(a, all[0]), (b, all[1])], await Linked(with));
        Assert.Empty(await Linked(without));
        Assert.Empty(await Linked(none));
        Assert.Equal((2L, 0L, 0L), (await LogsOf(with), await LogsOf(without), await LogsOf(none)));
    }

    [Fact]
    public async Task Logs_are_counted_when_they_are_added_linked_and_deleted()
    {
        var version = workspace.AVersion("""{"a":1}""");
        var prompt = await workspace.Has(version);
        var another = await workspace.Has(version with { Content = Workspace.Json("""{"a":2}""") });
        var (suite, judge) = (await workspace.HasSuite(), await workspace.HasJudge("\"return_type\":\"text\""));
        var (one, two) = (await workspace.HasExperiment(suite), await workspace.HasExperiment(suite));

        var log = await workspace.HasLog(prompt, one);
        var other = await workspace.HasLog(another);
        await Link(two, [log, other]);
        await workspace.Judges(judge, log, "good");

        Assert.Equal((1L, 2L), Logs(await workspace.Sees(prompt)));
        Assert.Equal((1L, 2L), Logs(await workspace.Sees(another)));
        Assert.Equal((1L, 1L), Logs(await workspace.Sees(judge)));
        Assert.Equal((1L, 2L), (await LogsOf(one), await LogsOf(two)));

        await ledger.Logs.Delete(workspace.AccountId, [log], default);

        Assert.Equal((0L, 1L), Logs(await workspace.Sees(prompt)));
        Assert.Equal((1L, 1L), Logs(await workspace.Sees(another)));
        Assert.Equal((0L, 0L), Logs(await workspace.Sees(judge)));
        Assert.Equal((0L, 1L), (await LogsOf(one), await LogsOf(two)));
        Assert.Equal([(other, null)], await Linked(two));

        static (long, long) Logs(Application.Humanloop.Files.FileView file) => (file.VersionLogs, file.TotalLogs);
    }

    [Fact]
    public async Task A_page_of_logs_goes_from_one_experiment_to_the_next()
    {
        var (prompt, suite) = (await workspace.Has(workspace.AVersion()), await workspace.HasSuite());
        Guid[] experiments =
        [
            await workspace.HasExperiment(suite), await workspace.HasExperiment(suite), await workspace.HasExperiment(suite),
        ];
        var logs = new List<Guid>();
        foreach (var experiment in (Guid[])[experiments[0], experiments[0], experiments[0], experiments[2], experiments[2]])
            logs.Add(await workspace.HasLog(prompt, experiment));

        Assert.Equal(logs[..2], await Page(1, 2));
        Assert.Equal(logs[2..4], await Page(2, 2));
        Assert.Equal(logs[4..], await Page(3, 2));
        Assert.Empty(await Page(4, 2));
        Assert.Empty(await Page(1, 0));
        Assert.Equal(logs, await Page(1, 100));

        async Task<IEnumerable<Guid>> Page(int number, int size)
        {
            var page = await ledger.Experiments.Logs(workspace.AccountId, experiments, new(number, size), default);
            Assert.Equal(5, page.Total);
            return page.Records.Select(record => record.LogId);
        }
    }

    [Fact]
    public async Task The_control_of_a_suite_is_one_and_its_own()
    {
        var (suite, another) = (await workspace.HasSuite(), await workspace.HasSuite());
        var first = await workspace.HasExperiment(suite);
        var second = await workspace.HasExperiment(suite, at: Account.Now.AddMinutes(1));
        await ledger.Experiments.Attach(workspace.AccountId, another, first, Account.Now, default);
        await ledger.Experiments.Attach(workspace.AccountId, another, first, Account.Now.AddDays(1), default);

        await Task.WhenAll(Control(first), Control(second), Control(first));
        Assert.Single(await Rows(suite), row => row.Control);
        await Control(second);
        await Control(second);

        Assert.Equal([(second, true), (first, false)], (await Rows(suite)).Select(row => (row.Id, row.Control)));
        var attached = Assert.Single(await Rows(another));
        Assert.Equal((first, false, Account.Now), (attached.Id, attached.Control, attached.AddedAt));
        Assert.True(await ledger.Experiments.Detach(workspace.AccountId, suite, first, Account.Now, default));
        Assert.False(await ledger.Experiments.Detach(workspace.AccountId, suite, first, Account.Now, default));
        Assert.Equal(second, Assert.Single(await Rows(suite)).Id);
        Assert.Single(await Rows(another));

        Task Control(Guid id) => ledger.Experiments.SetControl(workspace.AccountId, suite, id, default);

        Task<IReadOnlyList<ExperimentRow>> Rows(Guid id) => ledger.Experiments.OfSuite(workspace.AccountId, id, default);
    }

    private Task Link(Guid experiment, Guid[] logs, Guid? datapoint = null) =>
        ledger.Logs.Link(workspace.AccountId, experiment, logs, datapoint, Account.Now, default);

    private async Task<IEnumerable<(Guid, Guid?)>> Linked(Guid experiment) =>
        (await Page(experiment)).Records.Select(record => (record.LogId, record.DatapointId));

    private async Task<long> LogsOf(Guid experiment) => (await Page(experiment)).Total;

    private Task<PageOf<ExperimentLogRow>> Page(Guid experiment) =>
        ledger.Experiments.Logs(workspace.AccountId, [experiment], Workspace.FirstPage, default);
}
