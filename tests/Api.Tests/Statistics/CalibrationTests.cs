using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>An evaluator held against gold, with numbers that were computed by hand.</summary>
public sealed class CalibrationTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Yes_and_no_have_a_confusion_matrix_and_what_follows_from_it()
    {
        // Three of both, one of the judge alone, two of gold alone, four of neither.
        var (ada, judge, label, runs) = await Judged("binary", [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 1, 1, 0, 0, 0, 0]);

        var told = await ada.Asks("calibration", Against(label, judge, "ada"));

        Assert.Equal((20, 10, 0), (told.Count("counted"), told.Count("targets"), told.Count("undecided")));
        Assert.Equal("[[4,1],[2,3]]", $"{told.At("confusion.counts")}");
        Assert.Equal((0.7, 0.75, 0.6), (Value(told, "accuracy"), Value(told, "precision"), Value(told, "recall")));
        Assert.Equal(2 * 3 / 9.0, Value(told, "f1")!.Value, 1e-12);
        // Wilson 1927 for 7 of 10, 3 of 4 and 3 of 5.
        told.At("figures.accuracy").IsFigure(0.7, 0.396778, 0.892209, 1e-5);
        told.At("figures.precision").IsFigure(0.75, 0.300642, 0.954413, 1e-5);
        told.At("figures.recall").IsFigure(0.6, 0.230724, 0.882379, 1e-5);
        Assert.Equal((10, 4, 5), (told.Count("figures.accuracy.n"), told.Count("figures.precision.n"), told.Count("figures.recall.n")));
        Assert.Equal(
            [(0, "no", 5, 6), (1, "yes", 5, 4)],
            told.All("confusion.categories").Select(c => (c.Count("value"), c.Text("name")!, c.Count("gold"), c.Count("predicted"))));
        Assert.Equal(4 / 6.0, told.Number("confusion.categories.0.precision.value")!.Value, 1e-12);
        Assert.Equal(4 / 5.0, told.Number("confusion.categories.0.recall.value")!.Value, 1e-12);
        Assert.All(
            (string[])["mean_error", "mean_absolute_error", "pearson", "spearman", "kendall_tau_b"],
            name => Assert.True(told.IsNull($"figures.{name}"), name));
        Assert.Empty(told.All("drift"));
        Assert.Equal(runs.Length, told.Count("targets"));
    }

    [Fact]
    public async Task Categories_have_means_over_them()
    {
        double?[] judged = [0, 0, 1, 1, 2, 2, 0], gold = [0, 1, 1, 1, 2, 0, 0];
        var (ada, judge, label, _) = await Judged("categorical", judged, gold);

        var told = await ada.Asks("calibration", Against(label, judge, "ada"));

        double[] precision = [2 / 3.0, 1, 0.5], recall = [2 / 3.0, 2 / 3.0, 1];
        Assert.Equal("[[2,0,1],[1,2,0],[0,0,1]]", $"{told.At("confusion.counts")}");
        Assert.Equal(5 / 7.0, Value(told, "accuracy")!.Value, 1e-12);
        Assert.Equal(precision.Average(), Value(told, "precision")!.Value, 1e-12);
        Assert.Equal(recall.Average(), Value(told, "recall")!.Value, 1e-12);
        Assert.Equal(precision.Zip(recall, (p, r) => 2 * p * r / (p + r)).Average(), Value(told, "f1")!.Value, 1e-12);
        Assert.True(told.IsNull("figures.pearson"));
    }

    [Theory]
    [InlineData("continuous")]
    [InlineData("ordinal")]
    public async Task Scores_and_steps_have_errors_and_correlations(string type)
    {
        var (ada, judge, label, _) = await Judged(type, [2, 1, 4, 3, 6], [1, 2, 3, 4, 5]);

        var told = await ada.Asks("calibration", Against(label, judge, "ada"));

        // Errors 1, -1, 1, -1, 1: their mean is 0.2 with s² = 1.2, and t(0.975, 4) = 2.776445 (Student 1908).
        told.At("figures.mean_error").IsFigure(0.2, 0.2 - (2.776445 * Math.Sqrt(0.24)), 0.2 + (2.776445 * Math.Sqrt(0.24)));
        Assert.Equal(1, Value(told, "mean_absolute_error")!.Value, 1e-12);
        Assert.Equal(10 / Math.Sqrt(148), Value(told, "pearson")!.Value, 1e-12);
        // Spearman 1904: 1 - 6 Σd²/(n(n²-1)) with Σd² = 4; Kendall 1938: 8 pairs in order and 2 not, of 10.
        Assert.Equal(0.8, Value(told, "spearman")!.Value, 1e-12);
        Assert.Equal(0.6, Value(told, "kendall_tau_b")!.Value, 1e-12);
        Assert.Equal(type == "continuous", told.IsNull("confusion"));
        Assert.Equal(type == "continuous", told.IsNull("figures.accuracy"));
        if (type == "ordinal")
            Assert.Equal(0, Value(told, "accuracy"));
    }

    [Fact]
    public async Task Of_a_group_most_decide_and_who_is_divided_is_left_out_and_counted()
    {
        var (ada, judge, label, runs) = await Judged("binary", [1, 1, 1, 0, 1], [1, 0, 1, 1, null]);
        await service.User(ada.Account, "bob").RatesAll(label, runs, 1, 0, 0, 0, null);
        await service.User(ada.Account, "cy").RatesAll(label, runs, 0, 1, null, null, null);
        await service.User(ada.Account, "dee").RatesAll(label, runs, 0, 0, 0, 0, 0);

        var told = await ada.Asks("calibration", Against(label, judge, "ada", "bob", "cy"));

        // 1, 0, divided, divided, and a target without gold.
        Assert.Equal((4, 2), (told.Count("targets"), told.Count("undecided")));
        Assert.Equal("[[0,1],[0,1]]", $"{told.At("confusion.counts")}");
        Assert.Equal(15, told.Count("counted"));
    }

    [Fact]
    public async Task Of_a_group_the_lower_median_of_steps_and_the_mean_of_scores_is_gold()
    {
        var (ada, judge, label, runs) = await Judged("ordinal", [2, 3], [1, 4]);
        await service.User(ada.Account, "bob").RatesAll(label, runs, 3, 0);
        var steps = await ada.Asks("calibration", Against(label, judge, "ada", "bob"));
        Assert.Equal(((2 - 1) + (3 - 0)) / 2.0, Value(steps, "mean_error"));

        (ada, judge, label, runs) = await Judged("continuous", [2, 3], [1, 4]);
        await service.User(ada.Account, "bob").RatesAll(label, runs, 4, 0);
        var scores = await ada.Asks("calibration", Against(label, judge, "ada", "bob"));
        Assert.Equal(((2 - 2.5) + (3 - 2)) / 2, Value(scores, "mean_error")!.Value, 1e-12);
    }

    [Fact]
    public async Task Another_evaluator_can_be_gold_alone_or_among_people()
    {
        var (ada, judge, label, runs) = await Judged("binary", [1, 1, 0], [0, 0, 0]);
        var other = await ada.HasEvaluator(label);
        await service.Evaluator(ada.Account, other).RatesAll(label, runs, 1, 1, 1);
        await service.User(ada.Account, "bob").RatesAll(label, runs, 1, 0, 0);

        var alone = new { evaluation_label_id = label, evaluator_id = judge, gold = new { evaluator_ids = (Guid[])[other] } };
        Assert.Equal("[[0,0],[1,2]]", $"{(await ada.Asks("calibration", alone)).At("confusion.counts")}");
        var gold = new { authors = (string[])["ada", "bob"], evaluator_ids = (Guid[])[other] };
        var among = new { evaluation_label_id = label, evaluator_id = judge, gold };
        Assert.Equal("[[1,1],[0,1]]", $"{(await ada.Asks("calibration", among)).At("confusion.counts")}");
    }

    [Fact]
    public async Task Drift_is_told_by_when_the_evaluator_has_judged()
    {
        var (ada, judge, label, runs) = await Judged("binary", [1, 1, 0, 0], [1, 0, 0, 1]);
        var all = await Recorded.All(ada);
        var early = runs.Take(2).ToHashSet();
        var first = all.Where(one => one.EvaluatorId == judge && early.Contains(one.RunId)).Select(one => one.Id).ToList();
        await service.RecordedAt("2025-01-06T10:00:00Z", first);
        await service.RecordedAt("2025-01-07T10:00:00Z", all.Where(one => one.EvaluatorId == judge).Select(one => one.Id).Except(first));

        var told = await ada.Asks(
            "calibration",
            new { evaluation_label_id = label, evaluator_id = judge, gold = new { authors = (string[])["ada"] }, drift = "day" });

        Assert.Equal(
            [("2025-01-06T00:00:00Z", "2025-01-07T00:00:00Z", 2, 0.5), ("2025-01-07T00:00:00Z", "2025-01-08T00:00:00Z", 2, 0.5)],
            told.All("drift").Select(p => (p.Text("from")!, p.Text("before")!, p.Count("n"), Value(p, "accuracy")!.Value)));
        Assert.Equal([1, null], told.All("drift").Select(p => Value(p, "recall")).Order().Reverse().Select(v => v == 0 ? null : v));
        Assert.Equal(
            all.Where(one => early.Contains(one.RunId)).Select(one => one.Id).Order(),
            (await ada.Follows(told.Text("drift.0.figures.accuracy.evaluations")!)).Order());
        Assert.Equal(8, (await ada.Follows(told.Text("figures.accuracy.evaluations")!)).Count);
    }

    [Fact]
    public async Task Without_a_common_target_there_are_no_figures_and_a_note()
    {
        var (ada, judge, label, _) = await Judged("binary", [1, null], [null, 1]);

        var told = await ada.Asks("calibration", Against(label, judge, "ada"));
        Assert.Equal((2, 0), (told.Count("counted"), told.Count("targets")));
        Assert.True(told.IsNull("figures.accuracy.value"));
        Assert.NotEmpty(told.Text("figures.accuracy.note")!);

        var nobody = await ada.Asks("calibration", Against(label, UniqueId.Next(), "nobody"));
        Assert.Equal("The selection matches no evaluation.", nobody.Text("note"));
    }

    [Fact]
    public async Task Gold_must_name_somebody_else()
    {
        var (ada, judge, label, _) = await Judged("binary", [1], [1]);
        foreach (var gold in (object[])
            [
                new { }, new { authors = (string[])[] }, new { evaluator_ids = (Guid[])[judge] },
                new { authors = (string[])["ada"], evaluator_ids = (Guid[])[judge] },
            ])
            (await ada.Post("/v1/calibration", new { evaluation_label_id = label, evaluator_id = judge, gold })).Names("gold");
        (await ada.Post("/v1/calibration", new { evaluation_label_id = label, evaluator_id = judge })).Names("gold");
    }

    private static object Against(Guid label, Guid judge, params string[] authors) =>
        new { evaluation_label_id = label, evaluator_id = judge, gold = new { authors } };

    private static double? Value(JsonElement told, string figure) => told.Number($"figures.{figure}.value");

    private async Task<(ApiClient Ada, Guid Judge, Guid Label, Guid[] Runs)> Judged(string type, double?[] judged, double?[] gold)
    {
        var ada = service.User();
        var label = type switch
        {
            "binary" => await ada.HasBinaryLabel(),
            "continuous" => await ada.HasContinuousLabel(),
            "ordinal" => await ada.HasOrdinalLabel("a", "b", "c", "d", "e", "f", "g"),
            _ => await ada.HasCategoricalLabel("a", "b", "c"),
        };
        var (judge, runs) = (await ada.HasEvaluator(label), await ada.HasRuns(gold.Length));
        await ada.RatesAll(label, runs, gold);
        await service.Evaluator(ada.Account, judge).RatesAll(label, runs, judged);
        return (ada, judge, label, runs);
    }
}
