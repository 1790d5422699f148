using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Humanloop;

/// <summary>Figures are kept until something about an experiment has changed, and are the same counted at once or in parts.</summary>
public sealed class KeptFiguresTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private readonly ApiClient ada = service.User();

    [Fact]
    public async Task A_correction_counts_where_it_was_made_and_leaves_others_as_they_were()
    {
        var (evaluation, logs) = await Judged(experiments: 3);
        Assert.Equal([1, 1, 1], await True(evaluation));

        await Corrects(logs[1], 0);
        Assert.Equal([1, 0, 1], await True(evaluation));
        await Corrects(logs[0], 0);
        Assert.Equal([1, 0, 0], await True(evaluation));
        await Corrects(logs[1], 1);

        Assert.Equal([1, 1, 0], await True(evaluation));
    }

    [Fact]
    public async Task Experiments_with_many_changes_are_counted_a_few_at_a_time()
    {
        var (evaluation, logs) = await Judged(experiments: 4);
        await Corrects(logs[0], 0);
        // As if so much had been written about each: more of two than one statement counts.
        await service.Query<long>($"""
            with written as (
              update humanloop_counts set changes = changes + 40000 where account_id = '{ada.Account}' returning 1
            )
            select count(*) from written
            """);

        Assert.Equal([1, 1, 1, 0], await True(evaluation));
        Assert.All(
            (await ada.StatsOf(evaluation)).GetProperty("run_stats").EnumerateArray(),
            run => Assert.Equal("completed", run.GetProperty("status").GetString()));
    }

    /// <summary>An evaluation of so many experiments with a Log each, judged true.</summary>
    private async Task<(Answer Evaluation, IReadOnlyList<Answer> Logs)> Judged(int experiments)
    {
        var (flow, dataset) = (await ada.HasFlow(), await ada.HasDataset(1));
        var evaluator = await ada.HasBooleanEvaluator();
        var evaluation = await ada.HasHumanloopEvaluation(flow, evaluator);
        var logs = new List<Answer>();
        for (var i = 0; i < experiments; i++)
        {
            var run = await ada.HasRunOf(evaluation, dataset, flow);
            logs.Add(await ada.HasLog(flow, run, dataset.Datapoints().Single()));
            await ada.HasJudged(evaluator, logs[i], judgment: true);
        }

        return (evaluation, logs);
    }

    private async Task Corrects(Answer log, int value)
    {
        var path = $"/v1/run/{log.Uuid()}/evaluations";
        var recorded = Assert.Single((await ada.Get(path)).Items).GetProperty("id").GetGuid();
        (await ada.Put($"/v1/run/{log.Uuid()}/evaluation/{recorded}", new { value })).Is(HttpStatusCode.OK);
    }

    /// <summary>How many judgments are true, of each experiment, the latest first.</summary>
    private async Task<IEnumerable<int>> True(Answer evaluation) =>
    [
        .. from run in (await ada.StatsOf(evaluation)).GetProperty("run_stats").EnumerateArray()
           select run.GetProperty("evaluator_stats")[0].GetProperty("num_true").GetInt32(),
    ];
}
