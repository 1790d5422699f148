using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Comparisons over HTTP, against published numbers and such as were computed by hand.</summary>
public sealed class ComparisonTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>Student 1908, The Probable Error of a Mean: hours of sleep that ten patients gained by two drugs.</summary>
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public async Task Students_patients_sleep_longer_by_the_second_drug_as_pairs()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, Second);

        var told = await ada.Asks("comparison", Paired(label));

        // R: t.test(extra ~ group, paired = TRUE) on the data set sleep, with the sides the other way round.
        var one = told.At("labels.0");
        Assert.Equal((4.0621, 9, 0.002833), Rounded(one, 4, 6));
        one.At("difference").IsFigure(1.58, 0.7001142, 2.4598858, 1e-6);
        Assert.Equal((0.75, 2.33), (Math.Round(one.Number("baseline.value")!.Value, 9), Math.Round(one.Number("candidate.value")!.Value, 9)));
        Assert.Equal((9, 1, 0), (one.Count("wins"), one.Count("ties"), one.Count("losses")));
        Assert.Equal((10, 10, 0, 0), (one.Count("baseline_runs"), one.Count("candidate_runs"), one.Count("baseline_unpaired"), one.Count("candidate_unpaired")));
        // Cohen 1988: d of the differences, 1.58/1.22996, with or without Hedges' correction 1 - 3/(4 × 9 - 1).
        Assert.InRange(one.Number("effect_size.value")!.Value, 1.284 * (1 - (3 / 35.0)) - 0.002, 1.286);
        Assert.Equal(one.Number("test.p_value"), one.Number("adjusted_p_value"));
        Assert.Equal("paired_t", one.Text("test.test"));
        Assert.Equal(["wilcoxon_signed_rank"], one.All("other_tests").Select(t => t.Text("test")!));
        Assert.True(told.At("paired").GetBoolean());
    }

    [Fact]
    public async Task Students_patients_are_no_such_evidence_where_they_are_not_paired()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, Second);

        var told = await ada.Asks("comparison", Unpaired(label));

        // R: t.test(extra ~ group) on the data set sleep.
        var one = told.At("labels.0");
        Assert.Equal((1.8608, 17.776, 0.07939), Rounded(one, 4, 5, 3));
        one.At("difference").IsFigure(1.58, -0.2054832, 3.3654832, 1e-6);
        Assert.Equal(100, one.Count("wins") + one.Count("ties") + one.Count("losses"));
        Assert.Equal(First.Sum(a => Second.Count(b => b > a)), one.Count("wins"));
        Assert.Equal("welch_t", one.Text("test.test"));
        Assert.Equal(["mann_whitney"], one.All("other_tests").Select(t => t.Text("test")!));
        Assert.False(told.At("paired").GetBoolean());
    }

    [Fact]
    public async Task Swapping_the_sides_turns_the_sign()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, Second);

        foreach (var pair in (string?[])["key", null])
        {
            var there = (await ada.Asks("comparison", Of(label, "old", "new", pair))).At("labels.0");
            var back = (await ada.Asks("comparison", Of(label, "new", "old", pair))).At("labels.0");
            Assert.Equal(-there.Number("difference.value")!.Value, back.Number("difference.value")!.Value, 1e-12);
            Assert.Equal(-there.Number("difference.low")!.Value, back.Number("difference.high")!.Value, 1e-12);
            Assert.Equal(there.Number("test.p_value")!.Value, back.Number("test.p_value")!.Value, 1e-12);
            Assert.Equal((there.Count("wins"), there.Count("losses")), (back.Count("losses"), back.Count("wins")));
            Assert.Equal(-there.Number("effect_size.value")!.Value, back.Number("effect_size.value")!.Value, 1e-12);
        }
    }

    [Fact]
    public async Task Pairs_of_yes_and_no_are_tested_by_McNemar()
    {
        // Nine pairs changed to yes and one to no, four stayed: 2 P(X ≤ 1) of ten throws of a coin is 22/1024.
        double[] before = [.. Enumerable.Repeat(0.0, 9), 1, 1, 1, 0, 0];
        double[] after = [.. Enumerable.Repeat(1.0, 9), 0, 1, 1, 0, 0];
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasBinaryLabel()), before, after);

        var one = (await ada.Asks("comparison", Paired(label))).At("labels.0");

        Assert.Equal(("mcnemar", 9), (one.Text("test.test"), one.Number("test.statistic")));
        Assert.Equal(22 / 1024.0, one.Number("test.p_value")!.Value, 1e-12);
        Assert.Equal(8 / 14.0, one.Number("difference.value")!.Value, 1e-12);
        Assert.Equal((9, 4, 1), (one.Count("wins"), one.Count("ties"), one.Count("losses")));
    }

    [Fact]
    public async Task Unpaired_yes_and_no_are_two_proportions()
    {
        // 3 of 10 and 8 of 10: z = 0.5/√(0.55 × 0.45 × 2/10) = 2.247333, which is p = 0.024619 (Fleiss, Levin and Paik 2003).
        var (ada, label) = await Sides(
            await service.User().WithLabel(c => c.HasBinaryLabel()), [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);

        var one = (await ada.Asks("comparison", Unpaired(label))).At("labels.0");

        Assert.Equal("two_proportions", one.Text("test.test"));
        Assert.Equal(0.5 / Math.Sqrt(0.55 * 0.45 * 0.2), one.Number("test.statistic")!.Value, 1e-12);
        Assert.Equal(0.024619, one.Number("test.p_value")!.Value, 1e-5);
        Assert.Equal((0.3, 0.8), (one.Number("baseline.value"), one.Number("candidate.value")));
        Assert.Equal((56, 38, 6), (one.Count("wins"), one.Count("ties"), one.Count("losses")));
    }

    [Fact]
    public async Task Raters_of_a_run_who_disagree_make_it_a_mean()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasBinaryLabel()), [0, 0, 1, 0], [1, 1, 0, 1]);
        var run = (await Recorded.All(ada))[0].RunId;
        await service.User(ada.Account, "bob").Rates(run, label, 1);
        await service.User(ada.Account, "cy").Rates(run, label, 0);

        var one = (await ada.Asks("comparison", Unpaired(label))).At("labels.0");

        Assert.Equal("welch_t", one.Text("test.test"));
        Assert.Contains("disagree", one.Text("test.note"), StringComparison.Ordinal);
        Assert.Equal(4, one.Count("baseline_runs"));
    }

    [Fact]
    public async Task Ordered_categories_are_compared_by_ranks_and_others_not_at_all()
    {
        var ada = service.User();
        var (ordinal, categorical) = (await ada.HasOrdinalLabel("a", "b", "c", "d"), await ada.HasCategoricalLabel("a", "b", "c", "d"));
        foreach (var label in (Guid[])[ordinal, categorical])
            await Sides((ada, label), [0, 1, 1, 2, 0], [2, 3, 1, 3, 3]);

        var told = await ada.Asks("comparison", Both([ordinal, categorical], "key"));

        Assert.Equal("wilcoxon_signed_rank", told.Text("labels.0.test.test"));
        Assert.True(told.IsNull("labels.0.problem"));
        Assert.Equal("Categories without an order have no difference that could be tested.", told.Text("labels.1.problem"));
        Assert.True(told.IsNull("labels.1.test") && told.IsNull("labels.1.difference") && told.IsNull("labels.1.wins"));
        Assert.Equal(told.Number("labels.0.test.p_value"), told.Number("labels.0.adjusted_p_value"));
        Assert.True(told.IsNull("labels.1.adjusted_p_value"));
    }

    [Fact]
    public async Task Several_labels_are_adjusted_by_Holm()
    {
        var ada = service.User();
        Guid[] labels = [await ada.HasContinuousLabel(-10, 10), await ada.HasBinaryLabel(), await ada.HasContinuousLabel(-10, 10)];
        await Sides((ada, labels[0]), First, Second);
        await Sides((ada, labels[1]), [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
        await Sides((ada, labels[2]), First, [.. Second.Reverse()]);

        var told = (await ada.Asks("comparison", Both(labels, null))).All("labels");

        // Holm 1979: the smallest times 3, the next times 2, the last as it is, and none below the one before.
        Assert.Equal(labels, told.Select(l => l.At("evaluation_label_id").GetGuid()));
        var (most, sorted) = (0.0, told.OrderBy(l => l.Number("test.p_value")).ToList());
        for (var i = 0; i < 3; i++)
        {
            most = Math.Min(1, Math.Max(most, (3 - i) * sorted[i].Number("test.p_value")!.Value));
            Assert.Equal(most, sorted[i].Number("adjusted_p_value")!.Value, 1e-12);
        }
    }

    [Fact]
    public async Task Runs_without_a_counterpart_are_counted_and_those_of_one_key_averaged()
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();
        await Has("old", "a", 1);
        await Has("old", "a", 3);
        await Has("old", "b", 5);
        await Has("old", "only old", 90);
        await Has("new", "a", 4);
        await Has("new", "b", 9);
        await Has("new", "only new", 90);
        await Has("new", "only new", 90);
        await ada.Rates(await ada.HasRunWith(new { side = "new" }), label, 90);
        await ada.Rates(await ada.HasRunWith(new { side = "old", key = (string?)null }), label, 90);

        var one = (await ada.Asks("comparison", Paired(label))).At("labels.0");

        // 4 - (1 + 3)/2 and 9 - 5.
        Assert.Equal((3, 3.5, 6.5), (one.Number("difference.value"), one.Number("baseline.value"), one.Number("candidate.value")));
        Assert.Equal(2, one.Count("difference.n"));
        Assert.Equal((3, 2), (one.Count("baseline_runs"), one.Count("candidate_runs")));
        Assert.Equal((2, 3), (one.Count("baseline_unpaired"), one.Count("candidate_unpaired")));
        Assert.Equal(3, (await ada.Follows(one.Text("difference.baseline_evaluations")!)).Count);
        Assert.Equal(2, (await ada.Follows(one.Text("difference.evaluations")!)).Count);

        async Task Has(string side, string key, double value) => await ada.Rates(await ada.HasRunWith(new { side, key }), label, value);
    }

    [Fact]
    public async Task It_says_how_many_runs_it_takes()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, Second);

        var seen = (await ada.Asks("comparison", Paired(label))).At("labels.0");
        var small = (await ada.Asks("comparison", new
        {
            evaluation_label_id = label,
            baseline = Side("old"),
            candidate = Side("new"),
            pair_by = "key",
            detect = 0.5,
            power = 0.9,
        })).At("labels.0");

        // R: power.t.test(delta = 1.58, sd = 1.229995, power = .8, type = "paired") is 6.9, delta = .5 and power = .9 is 65.6.
        Assert.InRange(seen.Count("needed_runs"), 6, 8);
        Assert.Contains("that was seen", seen.Text("needed_runs_note"), StringComparison.Ordinal);
        Assert.InRange(small.Count("needed_runs"), 64, 68);
    }

    [Fact]
    public async Task A_side_without_evaluations_is_an_answer_and_says_so()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, []);

        foreach (var body in (object[])[Paired(label), Unpaired(label)])
        {
            var told = await ada.Asks("comparison", body);
            Assert.Equal((10, 0), (told.Count("baseline.counted"), told.Count("candidate.counted")));
            Assert.Equal((null, "The selection matches no evaluation."), (told.Text("baseline.note"), told.Text("candidate.note")));
            Assert.True(told.IsNull("labels.0.difference.value") && told.IsNull("labels.0.test.p_value"));
            Assert.NotEmpty(told.Text("labels.0.difference.note")!);
        }
    }

    [Theory]
    [InlineData("binary", "key", "welch_t")]
    [InlineData("binary", "key", "two_proportions")]
    [InlineData("binary", null, "mcnemar")]
    [InlineData("continuous", null, "paired_t")]
    [InlineData("continuous", null, "two_proportions")]
    [InlineData("continuous", "key", "mcnemar")]
    [InlineData("continuous", "key", "mann_whitney")]
    public async Task A_test_that_does_not_fit_is_422_and_named(string type, string? key, string test)
    {
        var ada = service.User();
        var label = type == "binary" ? await ada.HasBinaryLabel() : await ada.HasContinuousLabel();

        var answer = await ada.Post(
            "/v1/comparison",
            new { evaluation_label_id = label, baseline = Side("old"), candidate = Side("new"), pair_by = key, test });

        answer.Is(HttpStatusCode.UnprocessableEntity, "method_does_not_fit");
        Assert.NotEmpty(answer["errors"].GetProperty("test")[0].GetString()!);
    }

    [Theory]
    [InlineData("paired_t", "key")]
    [InlineData("wilcoxon_signed_rank", "key")]
    [InlineData("welch_t", null)]
    [InlineData("mann_whitney", null)]
    public async Task A_test_that_fits_is_the_one_that_counts(string test, string? key)
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, Second);

        var one = (await ada.Asks(
            "comparison",
            new { evaluation_label_id = label, baseline = Side("old"), candidate = Side("new"), pair_by = key, test })).At("labels.0");

        Assert.Equal(test, one.Text("test.test"));
        Assert.DoesNotContain(test, one.All("other_tests").Select(t => t.Text("test")));
        Assert.InRange(one.Number("test.p_value")!.Value, 0, 0.1);
    }

    [Fact]
    public async Task Conditions_outside_of_the_sides_hold_for_both()
    {
        var (ada, label) = await Sides(await service.User().WithLabel(c => c.HasContinuousLabel(-10, 10)), First, Second);
        var runs = (await Recorded.All(ada)).Select(one => one.RunId).ToList();

        var told = await ada.Asks("comparison", new
        {
            evaluation_label_id = label,
            baseline = Side("old"),
            candidate = Side("new"),
            run_ids = runs.Where((_, i) => i is < 4 or >= 15),
        });

        Assert.Equal((4, 5), (told.Count("baseline.counted"), told.Count("candidate.counted")));
    }

    internal static object Side(string side) => new { run_metadata = new { side } };

    internal static object Of(Guid label, string baseline, string candidate, string? key) =>
        new { evaluation_label_id = label, baseline = Side(baseline), candidate = Side(candidate), pair_by = key };

    private static object Paired(Guid label) => Of(label, "old", "new", "key");

    private static object Unpaired(Guid label) => Of(label, "old", "new", null);

    private static object Both(Guid[] labels, string? key) =>
        new { evaluation_label_ids = labels, baseline = Side("old"), candidate = Side("new"), pair_by = key };

    private static (double, double, double) Rounded(JsonElement one, int statistic, int p, int freedom = 6) => (
        Math.Round(one.Number("test.statistic")!.Value, statistic),
        Math.Round(one.Number("test.degrees_of_freedom")!.Value, freedom),
        Math.Round(one.Number("test.p_value")!.Value, p));

    /// <summary>Runs of two sides, each with the value of its own; the key is their place.</summary>
    private static async Task<(ApiClient, Guid)> Sides((ApiClient Ada, Guid Label) world, double[] old, double[] now)
    {
        foreach (var (side, values) in new[] { ("old", old), ("new", now) })
        {
            var runs = new List<Guid>();
            for (var i = 0; i < values.Length; i++)
                runs.Add(await world.Ada.HasRunWith(new { side, key = i }));
            if (runs.Count > 0)
                await world.Ada.RatesAll(world.Label, runs, [.. values.Select(v => (double?)v)]);
        }

        return world;
    }
}
