using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Figures of random small data, against the same computed from the export as simply as can be.</summary>
public sealed class NaiveTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Counts_means_shares_and_what_is_set_aside_are_as_from_the_export(int seed)
    {
        var world = await RichData.Create(service, seed);
        var all = await Recorded.All(world.Ada);

        foreach (var by in (string[][])[[], ["author", "evaluator"], ["output_name"], ["field_path", "author"]])
        {
            var told = await world.Ada.Asks("statistics", new { group_by = by });

            var counted = Recorded.Counted(all);
            Assert.Equal((counted.Count, all.Count - counted.Count), (told.Count("counted"), told.Count("set_aside")));
            var groups = counted.GroupBy(one => (one.LabelId, KeyOf(one, by))).ToDictionary(g => g.Key, g => g.ToList());
            Assert.Equal(groups.Count, told.All("distributions").Count);
            foreach (var one in told.All("distributions"))
                IsAs(groups[(one.At("evaluation_label_id").GetGuid(), KeyOf(one.At("group"), by))], one);
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Agreement_is_as_from_the_export(int seed)
    {
        var world = await RichData.Create(service, seed);
        var all = Recorded.Counted(await Recorded.All(world.Ada));

        foreach (var label in (Guid[])[world.Flag, world.Kind, world.Rank])
        {
            var targets = all.Where(one => one.LabelId == label).GroupBy(one => one.Target)
                .Select(t => t.Select(one => one.Value).ToList()).Where(t => t.Count > 1).ToList();
            var told = await world.Ada.Asks("agreement", new { evaluation_label_id = label, resamples = 0, metric = "nominal" });

            // The share of pairs that agree, averaged over targets (Fleiss 1971), and Krippendorff 2011's ratio of disagreements.
            Assert.Equal(targets.Average(Agreeing), told.Number("observed_agreement.value")!.Value, 1e-9);
            var (n, values) = ((double)targets.Sum(t => t.Count), targets.SelectMany(t => t).ToList());
            var seen = targets.Sum(t => (1 - Agreeing(t)) * t.Count) / n;
            var chance = values.GroupBy(v => v).Sum(g => g.Count() * (n - g.Count())) / (n * (n - 1));
            Assert.Equal(1 - (seen / chance), told.Number("krippendorff_alpha.value")!.Value, 1e-9);
        }

        static double Agreeing(List<double> target) =>
            (target.Sum(a => target.Count(b => a == b)) - target.Count) / (double)(target.Count * (target.Count - 1));
    }

    private static void IsAs(List<Recorded> expected, JsonElement told)
    {
        var values = expected.Select(one => one.Value).ToList();
        Assert.Equal((values.Count, expected.Select(one => one.RunId).Distinct().Count()), (told.Count("n"), told.Count("runs")));
        if (told.Text("value_type") != "categorical")
            Assert.Equal(values.Average(), told.Number("mean.value")!.Value, 1e-9);
        if (told.Number("standard_deviation") is { } deviation)
            Assert.Equal(Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Count - 1)), deviation, 1e-9);
        if (!told.IsNull("histogram"))
        {
            Assert.Equal(values.Count, told.All("histogram").Sum(bin => bin.Count("count")));
            Assert.Equal((values.Min(), values.Max()), (told.Number("min"), told.Number("max")));
        }

        foreach (var category in told.IsNull("categories") ? [] : told.All("categories"))
        {
            var count = values.Count(v => v == category.Count("value"));
            Assert.Equal(count, category.Count("count"));
            Assert.Equal(count / (double)values.Count, category.Number("share.value")!.Value, 1e-12);
            if (category.Number("share.low") is { } low)
                Assert.InRange(category.Number("share.value")!.Value, low - 1e-12, category.Number("share.high")!.Value + 1e-12);
        }
    }

    private static string KeyOf(Recorded one, string[] by) => string.Join('|', by.Select(name => name switch
    {
        "author" => one.Author ?? "(none)",
        "evaluator" => one.EvaluatorId is { } id ? $"{id}" : "(none)",
        "output_name" => one.OutputName ?? "(none)",
        _ => one.FieldPath ?? "(none)",
    }));

    private static string KeyOf(JsonElement group, string[] by) => string.Join('|', by.Select(name =>
        group.TryGetProperty(name == "evaluator" ? "evaluator_id" : name, out var value) ? value.GetString() : "(none)"));
}
