using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Distributions of each type of value, against numbers that were computed by hand.</summary>
public sealed class DescribingTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Scores_have_mean_spread_quantiles_and_histogram()
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel(0, 10);
        await ada.RatesAll(label, await ada.HasRuns(5), 4, 10, 1, 3, 2);

        var told = await ada.Describes(new
        {
            evaluation_label_id = label,
            quantiles = (double[])[0, 0.05, 0.25, 0.5, 0.75, 0.95, 1],
            bins = 5,
        });

        Assert.Equal(("continuous", 5, 5), (told.Text("value_type"), told.Count("n"), told.Count("runs")));
        Assert.Equal((1, 10), (told.Number("min"), told.Number("max")));
        // The sample standard deviation is √(50/4), and the interval 4 ± t(0.975, 4) √(12.5/5) with t = 2.776445 (Student
        // 1908); a mean is never below the label's lowest value.
        Assert.Equal(Math.Sqrt(12.5), told.Number("standard_deviation")!.Value, 1e-12);
        told.At("mean").IsFigure(4, 0, 4 + (2.776445 * Math.Sqrt(2.5)));
        Assert.Equal("Mean; t interval", told.Text("mean.method"));
        // Of n sorted values the quantile p is at (n - 1) p (Hyndman and Fan 1996, type 7).
        Assert.Equal([1, 1.2, 2, 3, 4, 8.8, 10], told.All("quantiles").Select(q => Math.Round(q.Number("value")!.Value, 12)));
        Assert.Equal([0, 0.05, 0.25, 0.5, 0.75, 0.95, 1], told.All("quantiles").Select(q => q.Number("probability")!.Value));
        Assert.Equal(
            [(0, 2, 1), (2, 4, 2), (4, 6, 1), (6, 8, 0), (8, 10, 1)],
            told.All("histogram").Select(b => (b.Number("from")!.Value, b.Number("to")!.Value, b.Count("count"))));
        Assert.True(told.IsNull("categories"));
    }

    [Fact]
    public async Task Without_being_asked_there_are_five_quantiles_and_twenty_bins()
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();
        await ada.RatesAll(label, await ada.HasRuns(3), 0, 50, 100);

        var told = await ada.Describes(new { });

        Assert.Equal(
            [(0.05, 5), (0.25, 25), (0.5, 50), (0.75, 75), (0.95, 95)],
            told.All("quantiles").Select(q => (q.Number("probability")!.Value, Math.Round(q.Number("value")!.Value, 9))));
        Assert.Equal(20, told.All("histogram").Count);
        Assert.Equal(3, told.All("histogram").Sum(bin => bin.Count("count")));
        Assert.Equal(1, told.All("histogram")[^1].Count("count"));
    }

    [Fact]
    public async Task Yes_and_no_have_shares_with_Wilsons_interval()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();
        await ada.RatesAll(label, await ada.HasRuns(10), 1, 1, 0, 1, 1, 0, 1, 1, 0, 1);

        var told = await ada.Describes(new { evaluation_label_id = label });

        // (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = 0.7, n = 10, z = 1.959964 (Wilson 1927).
        told.At("mean").IsFigure(0.7, 0.396778, 0.892209, 1e-5);
        Assert.Equal(
            [(0, "no", 3), (1, "yes", 7)],
            told.All("categories").Select(c => (c.Count("value"), c.Text("name")!, c.Count("count"))));
        told.At("categories.1.share").IsFigure(0.7, 0.396778, 0.892209, 1e-5);
        told.At("categories.0.share").IsFigure(0.3, 1 - 0.892209, 1 - 0.396778, 1e-5);
        Assert.All((string[])["quantiles", "histogram", "standard_deviation"], name => Assert.True(told.IsNull(name)));
    }

    [Fact]
    public async Task Ordered_categories_have_a_mean_of_their_steps_and_others_none()
    {
        var ada = service.User();
        var (ordinal, categorical) = (await ada.HasOrdinalLabel("bad", "fair", "good"), await ada.HasCategoricalLabel("a", "b", "c"));
        var runs = await ada.HasRuns(4);
        await ada.RatesAll(ordinal, runs, 0, 1, 2, 2);
        await ada.RatesAll(categorical, runs, 2, 2, 0, 2);

        var told = await ada.Describes(new { evaluation_label_id = ordinal });
        var others = await ada.Describes(new { evaluation_label_id = categorical });

        // √(2.75/3), and t(0.975, 3) = 3.182446 times √(2.75/3/4); it would reach above the highest step.
        told.At("mean").IsFigure(1.25, 0, 2);
        Assert.Equal(Math.Sqrt(2.75 / 3), told.Number("standard_deviation")!.Value, 1e-12);
        Assert.Equal([("bad", 1), ("fair", 1), ("good", 2)], Counts(told));
        Assert.Equal([("a", 1), ("b", 0), ("c", 3)], Counts(others));
        Assert.Equal([0.25, 0, 0.75], others.All("categories").Select(c => c.Number("share.value")!.Value));
        Assert.All(
            (string[])["mean", "standard_deviation", "min", "max", "quantiles", "histogram"],
            name => Assert.True(others.IsNull(name), name));
    }

    [Fact]
    public async Task Two_raters_of_a_run_are_not_two_runs()
    {
        var (ada, label, runs) = await FiveRuns();
        var bob = service.User(ada.Account, "bob");
        await ada.RatesAll(label, runs, 1, 2, 3, 4, 5);
        var one = await ada.Describes(new { evaluation_label_id = label });

        await bob.RatesAll(label, runs, 1, 2, 3, 4, 5);
        var both = await ada.Describes(new { evaluation_label_id = label });

        Assert.Equal((10, 5), (both.Count("n"), both.Count("runs")));
        // Cameron and Miller 2015: G/(G-1) Σ (s_r - n_r mean)² / N² = 5/4 × 40/100, as of one rater alone (2.5/5).
        both.At("mean").IsFigure(3, 3 - (2.776445 * Math.Sqrt(0.5)), 3 + (2.776445 * Math.Sqrt(0.5)));
        Assert.Equal(one.Number("mean.low")!.Value, both.Number("mean.low")!.Value, 1e-9);
        Assert.Equal("Mean; t interval with cluster-robust standard error", both.Text("mean.method"));
        // As ten runs it would be t(0.975, 9) = 2.262157 times √(20/9/10).
        Assert.True(both.Number("mean.high") - 3 > 2.262157 * Math.Sqrt(20 / 9.0 / 10));
    }

    [Fact]
    public async Task A_share_too_is_less_sure_where_raters_share_runs()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(10));
        double?[] values = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1];
        await ada.RatesAll(label, runs, values);
        await service.User(ada.Account, "bob").RatesAll(label, runs, values);

        var both = await ada.Describes(new { evaluation_label_id = label });

        // The design effect is 10 × 4 × Σ (y - p)² / N² over p(1-p)/(N-1), with Σ = 2.1: so is the effective size 20/d.
        var size = 20 / (10 / 9.0 * 4 * 2.1 / 400 / (0.21 / 19));
        var (low, high) = Wilson(0.7, size);
        both.At("mean").IsFigure(0.7, low, high, 1e-6);
        Assert.True(both.Number("mean.low") < Wilson(0.7, 20).Low);
    }

    [Fact]
    public async Task Of_one_run_there_is_a_mean_without_interval_and_a_note()
    {
        var ada = service.User();
        await ada.Rates(await ada.HasRun(), await ada.HasContinuousLabel(), 5);

        var told = await ada.Describes(new { });

        Assert.Equal((5, null, null), (told.Number("mean.value"), told.Number("mean.low"), told.Number("mean.high")));
        Assert.NotEmpty(told.Text("mean.note")!);
        Assert.True(told.IsNull("standard_deviation"));
    }

    [Fact]
    public async Task More_confidence_is_a_wider_interval()
    {
        var (ada, label, runs) = await FiveRuns();
        await ada.RatesAll(label, runs, 1, 2, 3, 4, 5);

        // t(0.75, 4) = 0.740697 and t(0.995, 4) = 4.604095.
        foreach (var (confidence, t) in new[] { (0.5, 0.740697), (0.99, 4.604095) })
        {
            var told = await ada.Asks("statistics", new { evaluation_label_id = label, confidence });
            Assert.Equal(confidence, told.Number("confidence"));
            told.At("distributions.0.mean").IsFigure(3, 3 - (t * Math.Sqrt(0.5)), 3 + (t * Math.Sqrt(0.5)));
        }
    }

    [Fact]
    public async Task Nothing_that_matches_is_an_answer_and_says_so()
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();

        var told = await ada.Asks("statistics", new { evaluation_label_id = label });

        Assert.Equal((0, 0), (told.Count("counted"), told.Count("set_aside")));
        Assert.Equal("The selection matches no evaluation.", told.Text("note"));
        Assert.Empty(told.All("distributions"));
        await ada.Rates(await ada.HasRun(), label, 1);
        Assert.True((await ada.Asks("statistics", new { evaluation_label_id = label })).IsNull("note"));
    }

    [Fact]
    public async Task Each_label_that_has_evaluations_has_its_distribution_archived_or_not()
    {
        var ada = service.User();
        Guid[] labels = [await ada.HasContinuousLabel(), await ada.HasBinaryLabel(), await ada.HasBinaryLabel()];
        var run = await ada.HasRun();
        await ada.Rates(run, labels[0], 1);
        await ada.Rates(run, labels[1], 1);
        await ada.Delete($"/v1/evaluation-label/{labels[1]}");

        Assert.Equal(labels[..2], Labels(await ada.Asks("statistics", new { })));
        Assert.Equal([labels[1]], Labels(await ada.Asks("statistics", new { evaluation_label_ids = labels[1..] })));
        Assert.Equal(
            labels[..2],
            Labels(await ada.Asks("statistics", new { evaluation_label_id = labels[0], evaluation_label_ids = labels[..2] })));
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_404_and_named()
    {
        var (ada, missing) = (service.User(), UniqueId.Next());
        var label = await ada.HasBinaryLabel();

        var answer = (await ada.Post("/v1/statistics", new { evaluation_label_ids = (Guid[])[label, missing] }))
            .Is(System.Net.HttpStatusCode.NotFound, "label_not_found");

        Assert.Equal([missing], answer["evaluation_label_ids"].EnumerateArray().Select(id => id.GetGuid()));
    }

    private async Task<(ApiClient Ada, Guid Label, Guid[] Runs)> FiveRuns()
    {
        var ada = service.User();
        return (ada, await ada.HasContinuousLabel(-100, 100), await ada.HasRuns(5));
    }

    private static IEnumerable<(string, long)> Counts(JsonElement told) =>
        told.All("categories").Select(c => (c.Text("name")!, c.Count("count")));

    private static IEnumerable<Guid> Labels(JsonElement told) =>
        told.All("distributions").Select(d => d.At("evaluation_label_id").GetGuid());

    private static (double Low, double High) Wilson(double p, double n)
    {
        const double Z = 1.959963984540054;
        var (middle, width) = (p + (Z * Z / 2 / n), Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / 4 / n / n)));
        return ((middle - width) / (1 + (Z * Z / n)), (middle + width) / (1 + (Z * Z / n)));
    }
}
