using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Distributions by each thing that can be grouped by, and the evaluations behind each group.</summary>
public sealed class GroupingTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("author", """{"author":"ada"}:1,3;{"author":"bob"}:2;{}:4,5""")]
    [InlineData("evaluator", """{"evaluator_id":"JUDGE"}:4,5;{}:1,2,3""")]
    [InlineData("experiment", """{"experiment_id":"EXPERIMENT"}:1,2,4;{}:3,5""")]
    [InlineData("output_name", """{"output_name":""}:2;{"output_name":"text"}:4;{}:1,3,5""")]
    [InlineData("field_path", """{"field_path":"a.b"}:4,5;{}:1,2,3""")]
    [InlineData("author,evaluator", """{"author":"ada"}:1,3;{"author":"bob"}:2;{"evaluator_id":"JUDGE"}:4,5""")]
    [InlineData(
        "experiment,output_name",
        """{"experiment_id":"EXPERIMENT","output_name":""}:2;{"experiment_id":"EXPERIMENT","output_name":"text"}:4;{"experiment_id":"EXPERIMENT"}:1;{}:3,5""")]
    [InlineData("author,experiment,field_path", """{"author":"ada","experiment_id":"EXPERIMENT"}:1;{"author":"ada"}:3;{"author":"bob","experiment_id":"EXPERIMENT"}:2;{"experiment_id":"EXPERIMENT","field_path":"a.b"}:4;{"field_path":"a.b"}:5""")]
    public async Task Each_group_has_its_evaluations_also_that_which_has_none_of_it(string by, string expected)
    {
        var (ada, bob) = await TwoUsers();
        var (label, experiment) = (await ada.HasContinuousLabel(), UniqueId.Next());
        var judge = await ada.HasEvaluator(label);
        var (inside, outside) = (await ada.HasRun(new { status = "completed", experiment_id = experiment }), await ada.HasRun());
        var evaluator = service.Evaluator(ada.Account, judge);
        Guid[] ids =
        [
            await ada.Rates(inside, label, 1), await bob.Rates(inside, label, 2, output: ""), await ada.Rates(outside, label, 3),
            await evaluator.Rates(inside, label, 4, "text", "a.b"), await evaluator.Rates(outside, label, 5, field: "a.b"),
        ];

        var told = await ada.Asks("statistics", new { evaluation_label_id = label, group_by = by.Split(',') });

        var groups = new List<string>();
        foreach (var one in told.All("distributions"))
        {
            var behind = await ada.Follows(one.Text("evaluations")!);
            Assert.Equal(behind.Count, one.Count("n"));
            var values = behind.Select(id => Array.IndexOf(ids, id) + 1).Order().ToList();
            Assert.Equal(values.Average(), one.Number("mean.value")!.Value, 1e-12);
            groups.Add($"{one.At("group")}:{string.Join(',', values)}");
        }

        Assert.Equal(
            expected.Replace("JUDGE", $"{judge}", StringComparison.Ordinal)
                .Replace("EXPERIMENT", $"{experiment}", StringComparison.Ordinal).Split(';').Order(StringComparer.Ordinal),
            groups.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("hour", "2025-01-05T23:00:00Z/2025-01-06T00:00:00Z:1;2025-01-06T00:00:00Z/2025-01-06T01:00:00Z:2,3;2025-01-12T23:00:00Z/2025-01-13T00:00:00Z:4")]
    [InlineData("day", "2025-01-05T00:00:00Z/2025-01-06T00:00:00Z:1;2025-01-06T00:00:00Z/2025-01-07T00:00:00Z:2,3;2025-01-12T00:00:00Z/2025-01-13T00:00:00Z:4")]
    [InlineData("week", "2024-12-30T00:00:00Z/2025-01-06T00:00:00Z:1;2025-01-06T00:00:00Z/2025-01-13T00:00:00Z:2,3,4")]
    public async Task Time_is_grouped_in_UTC_and_weeks_begin_on_Monday(string by, string expected)
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();
        string[] times =
        [
            "2025-01-05T23:59:59.999999Z", "2025-01-06T00:00:00Z", "2025-01-06T02:59:59.999999+02:00", "2025-01-12T23:30:00Z",
        ];
        var ids = new List<Guid>();
        foreach (var time in times)
        {
            ids.Add(await ada.Rates(await ada.HasRun(), label, ids.Count));
            await service.RecordedAt(time, ids[^1]);
        }

        var told = await ada.Asks("statistics", new { evaluation_label_id = label, group_by = (string[])[by] });

        var groups = new List<string>();
        foreach (var one in told.All("distributions"))
        {
            var behind = (await ada.Follows(one.Text("evaluations")!)).Select(id => ids.IndexOf(id) + 1).Order();
            groups.Add($"{one.Text("group.from")}/{one.Text("group.before")}:{string.Join(',', behind)}");
        }

        Assert.Equal(expected.Split(';'), groups.Order(StringComparer.Ordinal));
    }

    /// <summary>A group of time has those that count of all time, and not the latest within it.</summary>
    [Fact]
    public async Task What_is_set_aside_for_a_later_day_is_not_behind_the_day_before()
    {
        var ada = service.User();
        var (label, first, second) = (await ada.HasContinuousLabel(), await ada.HasRun(), await ada.HasRun());
        var (early, other) = (await ada.Rates(first, label, 1), await ada.Rates(second, label, 2));
        await service.RecordedAt("2025-01-06T10:00:00Z", early, other);
        var late = await ada.Rates(first, label, 3);
        await service.RecordedAt("2025-01-07T10:00:00Z", late);

        var told = await ada.Asks("statistics", new { evaluation_label_id = label, group_by = (string[])["day"] });

        Assert.Equal((2, 1), (told.Count("counted"), told.Count("set_aside")));
        var days = told.All("distributions").OrderBy(d => d.Text("group.from"), StringComparer.Ordinal).ToList();
        Assert.Equal([2, 3], days.Select(day => day.Number("mean.value")!.Value));
        Assert.Equal([other], await ada.Follows(days[0].Text("evaluations")!));
        Assert.Equal([late], await ada.Follows(days[1].Text("evaluations")!));
    }

    [Fact]
    public async Task A_group_keeps_to_the_selection()
    {
        var (ada, bob) = await TwoUsers();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        var judge = await ada.HasEvaluator(label);
        var evaluator = service.Evaluator(ada.Account, judge);
        var (mine, judged) = (await ada.Rates(run, label, 1, "a"), await evaluator.Rates(run, label, 3, "a"));
        await bob.Rates(run, label, 2, "a");
        await ada.Rates(run, label, 4, "b");

        var told = await ada.Asks("statistics", new
        {
            evaluation_label_id = label,
            authors = (string[])["ada"],
            evaluator_ids = (Guid[])[judge],
            output_name = "a",
            created_from = "2020-01-01T00:00:00Z",
            group_by = (string[])["evaluator", "hour"],
        });

        Assert.Equal(2, told.Count("counted"));
        foreach (var one in told.All("distributions"))
            Assert.Equal(
                [one.At("group").TryGetProperty("evaluator_id", out _) ? judged : mine],
                await ada.Follows(one.Text("evaluations")!));
    }

    private Task<(ApiClient Ada, ApiClient Bob)> TwoUsers()
    {
        var ada = service.User();
        return Task.FromResult((ada, service.User(ada.Account, "bob")));
    }
}
