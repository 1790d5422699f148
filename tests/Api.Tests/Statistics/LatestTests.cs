using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Which of several values of a rater counts, and what counted when.</summary>
public sealed class LatestTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Of_several_values_of_a_rater_for_a_target_the_latest_counts()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        await ada.Rates(run, label, 1);
        await ada.Rates(run, label, 2);
        var last = await ada.Rates(run, label, 6);
        await service.User(ada.Account, "bob").Rates(run, label, 10);

        var told = await ada.Asks("statistics", new { evaluation_label_id = label });

        Assert.Equal((2, 2, 8), (told.Count("counted"), told.Count("set_aside"), told.Number("distributions.0.mean.value")));
        Assert.Contains(last, await ada.Follows(told.Text("distributions.0.evaluations")!));
    }

    [Fact]
    public async Task Another_output_or_field_is_another_target()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        (string?, string?)[] places = [(null, null), ("", null), (null, ""), ("a", null), (null, "a"), ("a", "a"), ("A", "a")];
        foreach (var (output, field) in places)
            await ada.Rates(run, label, 1, output, field);

        var told = await ada.Asks("statistics", new { evaluation_label_id = label });
        Assert.Equal((7, 0), (told.Count("counted"), told.Count("set_aside")));

        foreach (var (output, field) in places)
            await ada.Rates(run, label, 2, output, field);
        told = await ada.Asks("statistics", new { evaluation_label_id = label });
        Assert.Equal((7, 7, 2), (told.Count("counted"), told.Count("set_aside"), told.Number("distributions.0.mean.value")));
    }

    [Fact]
    public async Task A_correction_counts_and_a_retraction_revives_what_was_before()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        var first = await ada.Records(run, label, 1);
        var second = await ada.Records(run, label, 2);
        await Is(2, setAside: 1);

        await ada.Put(Story.PathOf(second), new { value = 7 });
        await Is(7, setAside: 1);
        // What was recorded later counts, whenever the earlier one was corrected.
        await ada.Put(Story.PathOf(first), new { value = 30 });
        await Is(7, setAside: 1);
        await ada.Delete(Story.PathOf(second));
        await Is(30, setAside: 0);
        await ada.Delete(Story.PathOf(first));
        Assert.Empty((await ada.Asks("statistics", new { evaluation_label_id = label })).All("distributions"));

        async Task Is(double value, int setAside)
        {
            var told = await ada.Asks("statistics", new { evaluation_label_id = label });
            Assert.Equal(
                (1, setAside, value),
                (told.Count("counted"), told.Count("set_aside"), told.Number("distributions.0.mean.value")));
        }
    }

    [Fact]
    public async Task As_of_a_moment_figures_are_those_of_then()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        var one = await ada.Records(run, label, 10);
        var moments = new List<(string Time, double? Mean, int SetAside)>
        {
            ("2020-01-01T00:00:00Z", null, 0), (one["created_at"].GetString()!, 10, 0),
        };
        moments.Add(((await ada.Put(Story.PathOf(one), new { value = 20 }))["updated_at"].GetString()!, 20, 0));
        moments.Add(((await ada.Put(Story.PathOf(one), new { value = 30 }))["updated_at"].GetString()!, 30, 0));
        var two = await ada.Records(run, label, 40);
        moments.Add((two["created_at"].GetString()!, 40, 1));
        (await ada.Delete(Story.PathOf(two))).Is(HttpStatusCode.NoContent);
        moments.Add((await Last(two), 30, 0));
        (await ada.Delete(Story.PathOf(one))).Is(HttpStatusCode.NoContent);
        moments.Add((await Last(one), null, 0));

        foreach (var (time, mean, setAside) in moments)
        {
            var told = await ada.Asks("statistics", new { evaluation_label_id = label, as_of = time });
            Assert.Equal(DateTimeOffset.Parse(time, null), told.At("as_of").GetDateTimeOffset());
            Assert.Equal((mean is null ? 0 : 1, setAside), (told.Count("counted"), told.Count("set_aside")));
            Assert.Equal(mean, told.All("distributions") is [var only] ? only.Number("mean.value") : null);
            var found = await ada.SearchesFor(new { as_of = time, counted = true });
            Assert.Equal(mean is { } value ? [value] : [], found.Items.Select(e => e.GetProperty("value").GetDouble()));
        }

        async Task<string> Last(Answer evaluation) =>
            (await ada.Get($"{Story.PathOf(evaluation)}/history")).Items.Last().GetProperty("created_at").GetString()!;
    }

    [Fact]
    public async Task As_of_a_moment_the_other_questions_are_answered_too()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(2));
        await ada.RatesAll(label, runs, 1, 0);
        await bob.RatesAll(label, runs, 1, 0);
        var time = (await Recorded.All(ada)).Max(one => one.CreatedAt);
        await bob.RatesAll(label, runs, 0, 1);

        var (then, now) = (new { evaluation_label_id = label, as_of = time }, new { evaluation_label_id = label });
        Assert.Equal(1, (await ada.Asks("agreement", then)).Number("krippendorff_alpha.value"));
        Assert.True((await ada.Asks("agreement", now)).Number("krippendorff_alpha.value") < 0);
        Assert.Equal(0, (await ada.Asks("agreement", then)).Count("set_aside"));
        Assert.Equal(2, (await ada.Asks("agreement", now)).Count("set_aside"));
    }
}
