using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Humanloop;

public sealed class DatasetTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Workspace workspace = new(ledger, ledger.NewAccount());

    [Fact]
    public async Task A_datapoint_keeps_its_id_from_version_to_version_and_each_version_its_own_order()
    {
        var dataset = workspace.AVersion("{}", FileKind.Dataset);
        var first = await workspace.HasDataset(dataset, "a", "b", "c");
        var second = await workspace.HasDataset(dataset, "c", "d", "a");

        var (before, after) = (await workspace.DatapointsOf(first), await workspace.DatapointsOf(second));

        Assert.NotEqual(first.VersionId, second.VersionId);
        Assert.Equal((3, 3), (first.Datapoints, second.Datapoints));
        Assert.Equal([before[2], before[0]], [after[0], after[2]]);
        Assert.DoesNotContain(after[1], before);
        Assert.Equal(["a", "b", "c"], await Inputs(first, 0, 10));
        Assert.Equal(["c", "d", "a"], await Inputs(second, 0, 10));
    }

    [Fact]
    public async Task The_same_datapoints_in_the_same_order_are_the_same_version_and_in_another_they_are_not()
    {
        var dataset = workspace.AVersion("{}", FileKind.Dataset);
        var first = await workspace.HasDataset(dataset, "a", "b");

        Assert.Equal(first.VersionId, (await workspace.HasDataset(dataset, "a", "b")).VersionId);
        Assert.NotEqual(first.VersionId, (await workspace.HasDataset(dataset, "b", "a")).VersionId);
        Assert.NotEqual(first.VersionId, (await workspace.HasDataset(dataset)).VersionId);
    }

    [Fact]
    public async Task Datapoints_of_another_dataset_are_others()
    {
        var (one, other) = (await workspace.HasDataset("a"), await workspace.HasDataset("a"));

        Assert.NotEqual(await workspace.DatapointsOf(one), await workspace.DatapointsOf(other));
    }

    [Fact]
    public async Task What_is_kept_twice_at_once_is_one_datapoint_at_both_places()
    {
        var dataset = await workspace.HasDataset("a");
        NewDatapoint[] sent = [Workspace.Datapoint("b"), Workspace.Datapoint("a"), Workspace.Datapoint("b")];

        var ids = await ledger.Datasets.Keep(workspace.AccountId, dataset.FileId, sent, default);

        Assert.Equal([sent[0].Id, (await workspace.DatapointsOf(dataset))[0], sent[0].Id], ids);
    }

    [Fact]
    public async Task A_page_of_datapoints_is_in_the_order_of_the_version()
    {
        var dataset = await workspace.HasDataset("a", "b", "c", "d", "e");

        Assert.Equal(["c", "d"], await Inputs(dataset, 2, 2));
        Assert.Equal(["e"], await Inputs(dataset, 4, 2));
        Assert.Empty(await Inputs(dataset, 5, 2));
        Assert.Empty(await Inputs(dataset, 0, 0));
    }

    private async Task<IEnumerable<string>> Inputs(FileView dataset, long skip, int limit)
    {
        var page = await ledger.Datasets.List(workspace.AccountId, dataset.VersionId, skip, limit, default);
        return page.Select(datapoint => datapoint.Content.Text.Split('"')[5]);
    }
}
