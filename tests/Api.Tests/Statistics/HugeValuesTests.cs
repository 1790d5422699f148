using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Whatever the numbers are, an answer is JSON: what cannot be computed is null, and says why.</summary>
public sealed class HugeValuesTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    public static TheoryData<double, double, double[]> Labels { get; } = new()
    {
        { -1e300, 1e300, [1e300, -1e300, 0, 1e299, 1e300, -1e300] },
        { double.MinValue, double.MaxValue, [double.MaxValue, double.MaxValue, double.MinValue, double.MaxValue, 0, double.MinValue] },
        { 0, double.MaxValue, [double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue] },
        { 0, 1e-300, [1e-300, 0, 1e-301, double.Epsilon, 0, 1e-300] },
        { 0, double.Epsilon, [double.Epsilon, 0, double.Epsilon, 0, double.Epsilon, 0] },
        { 1, 1.0000000000000002, [1, 1.0000000000000002, 1, 1, 1.0000000000000002, 1] },
        { -1e300, 1, [1, 1, 1, 1, 1, 1] },
        { 9007199254740992, 9007199254740994, [9007199254740992, 9007199254740994, 9007199254740992, 9007199254740994, 9007199254740992, 9007199254740992] },
    };

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task No_answer_has_a_number_that_is_none_and_every_link_can_be_followed(double min, double max, double[] values)
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel(min, max);
        var judge = await ada.HasEvaluator(label);
        var runs = new List<Guid>();
        for (var i = 0; i < values.Length; i++)
            runs.Add(await ada.HasRunWith(new { side = i < 3 ? "old" : "new", key = i % 3 }));
        await ada.RatesAll(label, runs, [.. values.Select(v => (double?)v)]);
        await service.User(ada.Account, "bob").RatesAll(label, runs, [.. values.Reverse().Select(v => (double?)v)]);
        await service.Evaluator(ada.Account, judge).RatesAll(label, runs, [.. values.Skip(1).Append(values[0]).Select(v => (double?)v)]);
        object[] conditions =
        [
            new { figure = "mean", evaluation_label_id = label, at_least = min },
            new { figure = "krippendorff_alpha", evaluation_label_id = label, at_least = 0.5 },
            new { figure = "no_regression", evaluation_label_id = label, baseline = ComparisonTests.Side("old") },
        ];
        (string, object)[] questions =
        [
            ("statistics", new { evaluation_label_id = label, bins = 4 }),
            ("agreement", new { evaluation_label_id = label, resamples = 50 }),
            ("agreement", new { evaluation_label_id = label, resamples = 50, metric = "ratio" }),
            ("calibration", new { evaluation_label_id = label, evaluator_id = judge, gold = new { authors = (string[])["ada", "bob"] } }),
            ("comparison", ComparisonTests.Of(label, "old", "new", null)),
            ("comparison", ComparisonTests.Of(label, "old", "new", "key")),
            ("gate", new { run_metadata = new { side = "new" }, conditions }),
        ];
        foreach (var (question, body) in questions)
        {
            var answer = await ada.Post($"/v1/{question}", body);
            Assert.True(answer.Status == 200, $"{question}: {answer.Status} {answer.Text}");
            Assert.All(Numbers(answer.Json), number => Assert.True(double.IsFinite(number)));
            foreach (var link in Links(answer.Json).Distinct())
                await ada.Follows(link);
        }

        var told = await ada.Describes(new { evaluation_label_id = label, bins = 4 });
        Assert.Equal(values.Length * 3, told.All("histogram").Sum(bin => bin.Count("count")));
        foreach (var bin in told.All("histogram"))
            Assert.Equal(bin.Count("count"), (await ada.Follows(bin.Text("evaluations")!)).Count);
        Assert.Equal(
            values.Min(),
            (await ada.Get("/v1/evaluations?sort=value&limit=1")).Items.Single().Number("value"));
        (await ada.Get($"/v1/evaluations?sort=value&order=desc&after={(await ada.Get("/v1/evaluations?sort=value&order=desc&limit=1")).Next!.Split("after=")[1].Split('&')[0]}"))
            .Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_mean_of_huge_numbers_is_right_where_their_sum_is_none()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasContinuousLabel(0, double.MaxValue), await ada.HasRuns(3));
        await ada.RatesAll(label, runs, 1.5e308, 1.5e308, 1.5e308);
        await service.User(ada.Account, "bob").RatesAll(label, runs, 1.5e308, 1.5e308, 1.5e308);

        var told = await ada.Describes(new { });
        Assert.Equal(1.5e308, told.Number("mean.value")!.Value, 1e296);
        var compared = await ada.Asks("comparison", new
        {
            evaluation_label_id = label,
            baseline = new { run_ids = (Guid[])[runs[0]] },
            candidate = new { run_ids = (Guid[])[runs[1], runs[2]] },
        });
        Assert.Equal(0, compared.Number("labels.0.difference.value"));
    }

    /// <summary>Metadata is kept as it was spelt; what the database cannot compare it does not match.</summary>
    [Theory]
    [InlineData("""{"a":"\u0000","key":"x"}""")]
    [InlineData("""{"key":"\u0000"}""")]
    [InlineData("""{"key":1e400}""")]
    [InlineData("""{"key":"\ud800"}""")]
    [InlineData("""{"key":1e-400000}""")]
    [InlineData("""{"key":123456789012345678901234567890}""")]
    public async Task Metadata_of_any_spelling_breaks_nothing(string metadata)
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();
        var plain = await ada.HasRunWith(new { key = "x" });
        var odd = await ada.Post("/v1/runs", $$"""{"status":"completed","metadata":{{metadata}}}""");
        await ada.Rates(plain, label, 1);
        if (odd.Status == 201)
            await ada.Rates(odd.Id, label, 2);

        var told = await ada.Post("/v1/statistics", new { run_metadata = new { key = "x" } });
        Assert.True(told.Status == 200, told.Text);
        Assert.InRange(told.Json.Count("counted"), 1, 2);
        var side = new { run_status = (string[])["completed"] };
        var compared = await ada.Post("/v1/comparison", new { evaluation_label_id = label, baseline = side, candidate = side, pair_by = "key" });
        Assert.True(compared.Status == 200, compared.Text);
        var selected = await ada.Post("/v1/statistics", $$"""{"run_metadata":{{metadata}}}""");
        Assert.True(selected.Status is 200 or 400, selected.Text);
    }

    private static IEnumerable<double> Numbers(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => [json.GetDouble()],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Numbers),
        _ => [],
    };

    private static IEnumerable<string> Links(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when json.GetString()!.StartsWith("/v1/evaluations?", StringComparison.Ordinal) => [json.GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Links(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Links),
        _ => [],
    };
}
