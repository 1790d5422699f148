using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Which runs are judged by how many.</summary>
public sealed class CoverageTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Each_label_has_its_share_and_each_run_what_it_lacks()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (score, flag, runs) = (await ada.HasContinuousLabel(), await ada.HasBinaryLabel(), await ada.HasRuns(4));
        await ada.RatesAll(score, runs, 1, 1, 1, null);
        await bob.RatesAll(score, runs, 1, null, null, null);
        await bob.RatesAll(flag, runs, 1, 1, null, null);
        // Twice by the same rater is one rater, and another output of the run is the run's.
        await ada.RatesAll(score, runs, null, 2, null, null);
        await bob.Rates(runs[1], flag, 1, "text");

        var once = await ada.Asks("coverage", new { evaluation_label_ids = (Guid[])[score, flag] });
        Assert.Equal([(score, 4, 3, 0.75), (flag, 4, 2, 0.5)], Labels(once));
        Assert.Equal([(runs[2], [(flag, 0)]), (runs[3], [(score, 0), (flag, 0)])], Missing(once));
        Assert.True(once.IsNull("next") && once.IsNull("note"));
        Assert.Equal(("Every run was counted: there is nothing to estimate.", 4), (once.Text("labels.0.share.note"), once.Count("labels.0.share.n")));

        var twice = await ada.Asks("coverage", new { evaluation_label_id = score, raters = 2 });
        Assert.Equal([(score, 4, 1, 0.25)], Labels(twice));
        Assert.Equal([(runs[1], [(score, 1)]), (runs[2], [(score, 1)]), (runs[3], [(score, 0)])], Missing(twice));

        var byBob = await ada.Asks("coverage", new { evaluation_label_id = score, authors = (string[])["bob"] });
        Assert.Equal([(score, 4, 1, 0.25)], Labels(byBob));
    }

    [Fact]
    public async Task A_retracted_judgment_is_none()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasBinaryLabel(), await ada.HasRun());
        var evaluation = await ada.Records(run, label, 1);
        var then = evaluation["created_at"].GetString();
        Assert.Equal(1, (await ada.Asks("coverage", new { evaluation_label_id = label })).Number("labels.0.share.value"));

        await ada.Delete(Story.PathOf(evaluation));

        Assert.Equal(0, (await ada.Asks("coverage", new { evaluation_label_id = label })).Number("labels.0.share.value"));
        Assert.Equal(1, (await ada.Asks("coverage", new { evaluation_label_id = label, as_of = then })).Number("labels.0.share.value"));
    }

    [Fact]
    public async Task An_evaluator_can_be_asked_about()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(3));
        var judge = await ada.HasEvaluator(label);
        await ada.RatesAll(label, runs, 1, 1, 1);
        await service.Evaluator(ada.Account, judge).RatesAll(label, runs, null, 1, null);

        var told = await ada.Asks("coverage", new { evaluation_label_id = label, evaluator_ids = (Guid[])[judge] });

        Assert.Equal([(label, 3, 1, 1 / 3.0)], Labels(told));
        Assert.Equal([runs[0], runs[2]], Missing(told).Select(one => one.Run));
        Assert.Single(await ada.Follows(told.Text("labels.0.share.evaluations")!));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_have_each_run_that_lacks_something_once(int limit)
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(9));
        await ada.RatesAll(label, runs, null, 1, null, null, 1, null, null, null, null);

        var seen = new List<Guid>();
        for (string? after = null; ;)
        {
            var page = await ada.Asks("coverage", new { evaluation_label_id = label, limit, after });
            Assert.InRange(page.All("missing").Count, 1, limit);
            Assert.Equal((9, 2), (page.Count("labels.0.runs"), page.Count("labels.0.covered")));
            seen.AddRange(Missing(page).Select(one => one.Run));
            after = page.Text("next");
            if (after is null)
                break;
        }

        Assert.Equal(runs.Where((_, i) => i is not (1 or 4)).OrderBy(id => id, Recorded.InOrder), seen);
    }

    [Fact]
    public async Task Only_the_runs_that_are_selected_are_to_be_judged()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();
        var (mine, other) = (await ada.HasRunWith(new { suite = "a" }), await ada.HasRunWith(new { suite = "b" }));
        var failed = await ada.HasRun(new { status = "failed", metadata = new { suite = "a" } });
        await ada.Rates(failed, label, 1);
        await ada.Rates(other, label, 1);

        var told = await ada.Asks("coverage", new { evaluation_label_id = label, run_metadata = new { suite = "a" } });
        Assert.Equal([(label, 2, 1, 0.5)], Labels(told));
        Assert.Equal([mine], Missing(told).Select(one => one.Run));
        Assert.Single(await ada.Follows(told.Text("labels.0.share.evaluations")!));
        Assert.Equal(
            [(label, 1, 1, 1)],
            Labels(await ada.Asks("coverage", new { evaluation_label_id = label, run_status = (string[])["failed"] })));
        Assert.Equal(
            [(label, 1, 0, 0)],
            Labels(await ada.Asks("coverage", new { evaluation_label_id = label, run_ids = (Guid[])[mine] })));
    }

    [Fact]
    public async Task Without_runs_there_is_no_share_and_without_evaluations_it_is_0()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();

        var nothing = await ada.Asks("coverage", new { evaluation_label_id = label });
        Assert.True(nothing.IsNull("labels.0.share.value"));
        Assert.Equal(("The selection matches no run.", 0), (nothing.Text("note"), nothing.Count("labels.0.runs")));

        var runs = await ada.HasRuns(2);
        var unjudged = await ada.Asks("coverage", new { evaluation_label_id = label });
        Assert.Equal([(label, 2, 0, 0)], Labels(unjudged));
        Assert.Equal(runs.OrderBy(id => id, Recorded.InOrder), Missing(unjudged).Select(one => one.Run));
    }

    [Fact]
    public async Task A_label_must_be_named_and_be_there()
    {
        var ada = service.User();

        (await ada.Post("/v1/coverage", new { })).Names("evaluation_label_ids");
        (await ada.Post("/v1/coverage", new { evaluation_label_id = UniqueId.Next() }))
            .Is(HttpStatusCode.NotFound, "label_not_found");
    }

    private static IEnumerable<(Guid, long, long, double)> Labels(JsonElement told) => told.All("labels").Select(l => (
        l.At("evaluation_label_id").GetGuid(), l.Count("runs"), l.Count("covered"), l.Number("share.value")!.Value));

    private static IEnumerable<(Guid Run, IEnumerable<(Guid, int)> Lacks)> Missing(JsonElement told) =>
        told.All("missing").Select(run => (
            run.At("run_id").GetGuid(),
            run.All("labels").Select(l => (l.At("evaluation_label_id").GetGuid(), l.At("raters").GetInt32()))));
}
