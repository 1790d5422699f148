using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Whether what was selected may pass.</summary>
public sealed class GateTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>
    /// Of <see cref="Ready"/>: the mean score is 3 with an interval of ±1.96324, yes is 5 of 9, both raters agree, four of five
    /// runs have two raters; what came before has 1, 2, 3, 4 and 5 as well.
    /// </summary>
    [Theory]
    [InlineData("mean of SCORE", """ "at_least":3 """, true)]
    [InlineData("mean of SCORE", """ "at_least":3.01 """, false)]
    [InlineData("mean of SCORE", """ "at_most":3 """, true)]
    [InlineData("mean of SCORE", """ "at_most":2.99 """, false)]
    [InlineData("mean of SCORE", """ "low_at_least":1.03 """, true)]
    [InlineData("mean of SCORE", """ "low_at_least":1.04 """, false)]
    [InlineData("mean of SCORE", """ "high_at_most":4.97 """, true)]
    [InlineData("mean of SCORE", """ "high_at_most":4.96 """, false)]
    [InlineData("mean of SCORE", """ "at_least":3,"low_at_least":2 """, false)]
    [InlineData("mean of FLAG", """ "at_least":0.555,"at_most":0.556 """, true)]
    [InlineData("mean of FLAG", """ "at_least":0.61 """, false)]
    [InlineData("mean of RANK", """ "at_least":1 """, true)]
    [InlineData("share of FLAG", """ "category":1,"at_least":0.555 """, true)]
    [InlineData("share of FLAG", """ "category":0,"at_least":0.6 """, false)]
    [InlineData("share of KIND", """ "category":2,"at_most":0.2 """, true)]
    [InlineData("share of RANK", """ "category":0,"high_at_most":0.2 """, false)]
    [InlineData("krippendorff_alpha of FLAG", """ "at_least":1 """, true)]
    [InlineData("krippendorff_alpha of FLAG", """ "at_most":0.9 """, false)]
    [InlineData("krippendorff_alpha of RANK", """ "metric":"interval","at_least":0.67 """, false)]
    [InlineData("fleiss_kappa of FLAG", """ "at_least":0.67 """, true)]
    [InlineData("fleiss_kappa of RANK", """ "at_least":0.67 """, false)]
    [InlineData("coverage of FLAG", """ "at_least":1 """, true)]
    [InlineData("coverage of FLAG", """ "at_least":0.95,"raters":2 """, false)]
    [InlineData("coverage of FLAG", """ "at_least":0.8,"raters":2 """, true)]
    [InlineData("no_regression of SCORE", """ "baseline":{"run_metadata":{"side":"old"}} """, true)]
    [InlineData("no_regression of SCORE", """ "baseline":{"run_metadata":{"side":"old"}},"pair_by":"key","margin":0.1 """, false)]
    [InlineData("no_regression of SCORE", """ "baseline":{"run_metadata":{"side":"old"}},"margin":0.5 """, false)]
    [InlineData("no_regression of SCORE", """ "baseline":{"run_metadata":{"side":"old"}},"margin":5 """, true)]
    [InlineData("no_regression of COST", """ "baseline":{"run_metadata":{"side":"old"}} """, true)]
    [InlineData("no_regression of COST", """ "baseline":{"run_metadata":{"side":"old"}},"lower_is_better":true """, false)]
    [InlineData("mean of EMPTY", """ "at_least":0 """, false)]
    [InlineData("krippendorff_alpha of EMPTY", """ "at_most":1 """, false)]
    [InlineData("coverage of EMPTY", """ "at_least":0 """, true)]
    public async Task Each_figure_passes_or_fails_and_says_why(string figure, string bounds, bool passes)
    {
        var (ada, names) = await Ready();

        var told = await Check(ada, names, $$"""{"figure":"{{figure.Split(' ')[0]}}","evaluation_label_id":"{{figure.Split(' ')[^1]}}",{{bounds}}}""");

        var condition = Assert.Single(told.All("conditions"));
        Assert.Equal((passes, passes), (told.At("passed").GetBoolean(), condition.At("passed").GetBoolean()));
        Assert.Equal((figure.Split(' ')[0], names[figure.Split(' ')[^1]]), (condition.Text("condition"), condition.Text("evaluation_label_id")));
        Assert.Matches("^[A-Z].*\\.$", condition.Text("reason"));
        if (condition.Number("figure.value") is { } value && !figure.StartsWith("no_", StringComparison.Ordinal) && bounds.Contains("at_least\":3.01", StringComparison.Ordinal))
            Assert.Equal($"It is {value.ToString("G6", CultureInfo.InvariantCulture)}, which is not at least 3.01.", condition.Text("reason"));
        await ada.Follows(condition.Text("figure.evaluations")!);
    }

    [Fact]
    public async Task All_conditions_are_told_in_their_order_and_one_that_fails_is_enough()
    {
        var (ada, names) = await Ready();

        var told = await Check(
            ada,
            names,
            """{"figure":"coverage","evaluation_label_id":"FLAG","at_least":0.5}""",
            """{"figure":"mean","evaluation_label_id":"SCORE","at_least":9}""",
            """{"figure":"mean","evaluation_label_id":"FLAG","at_least":0.1}""",
            """{"figure":"no_regression","evaluation_label_id":"SCORE","baseline":{"run_metadata":{"side":"old"}}}""");

        Assert.False(told.At("passed").GetBoolean());
        Assert.Equal(
            [("coverage", true), ("mean", false), ("mean", true), ("no_regression", true)],
            told.All("conditions").Select(c => (c.Text("condition")!, c.At("passed").GetBoolean())));
        Assert.Equal(5, (await ada.Follows(told.Text("conditions.3.figure.evaluations")!)).Count);
        Assert.Equal(5, (await ada.Follows(told.Text("conditions.3.figure.baseline_evaluations")!)).Count);
    }

    [Fact]
    public async Task A_figure_is_that_of_its_own_question()
    {
        var (ada, names) = await Ready();
        var told = await Check(
            ada,
            names,
            """{"figure":"mean","evaluation_label_id":"SCORE","at_least":0}""",
            """{"figure":"krippendorff_alpha","evaluation_label_id":"RANK","at_least":0}""",
            """{"figure":"coverage","evaluation_label_id":"FLAG","at_least":0,"raters":2}""");
        var of = new { run_metadata = new { side = "new" } };

        var mean = (await ada.Describes(new { evaluation_label_id = names["SCORE"], of.run_metadata })).At("mean");
        var alpha = (await ada.Asks("agreement", new { evaluation_label_id = names["RANK"], of.run_metadata })).At("krippendorff_alpha");
        var share = (await ada.Asks("coverage", new { evaluation_label_id = names["FLAG"], of.run_metadata, raters = 2 })).At("labels.0.share");
        foreach (var (figure, i) in new[] { mean, alpha, share }.Select((figure, i) => (figure, i)))
            foreach (var member in (string[])["value", "low", "high", "n", "method"])
                Assert.Equal($"{figure.At(member)}", $"{told.At($"conditions.{i}.figure.{member}")}");
    }

    [Theory]
    [InlineData("""{"figure":"mean"}""", "conditions[0].at_least")]
    [InlineData("""{"figure":"share","at_least":1}""", "conditions[0].category")]
    [InlineData("""{"figure":"mean","at_least":1,"category":1}""", "conditions[0].category")]
    [InlineData("""{"figure":"mean","at_least":1,"metric":"nominal"}""", "conditions[0].metric")]
    [InlineData("""{"figure":"fleiss_kappa","at_least":1,"metric":"nominal"}""", "conditions[0].metric")]
    [InlineData("""{"figure":"mean","at_least":1,"raters":2}""", "conditions[0].raters")]
    [InlineData("""{"figure":"coverage","at_least":1,"raters":0}""", "conditions[0].raters")]
    [InlineData("""{"figure":"coverage","low_at_least":1}""", "conditions[0].low_at_least")]
    [InlineData("""{"figure":"no_regression"}""", "conditions[0].baseline")]
    [InlineData("""{"figure":"mean","at_least":1,"baseline":{"run_status":["failed"]}}""", "conditions[0].baseline")]
    [InlineData("""{"figure":"no_regression","baseline":{"run_ids":[]}}""", "conditions[0].baseline.run_ids")]
    [InlineData("""{"figure":"no_regression","baseline":{"run_status":["failed"]},"at_least":1}""", "conditions[0].at_least")]
    [InlineData("""{"figure":"no_regression","baseline":{"run_status":["failed"]},"margin":-1}""", "conditions[0].margin")]
    [InlineData("""{"figure":"mean","at_least":1,"margin":1}""", "conditions[0].margin")]
    [InlineData("""{"figure":"mean","at_least":1,"pair_by":"key"}""", "conditions[0].pair_by")]
    [InlineData("""{"figure":"mean","at_least":1,"lower_is_better":true}""", "conditions[0].lower_is_better")]
    [InlineData("""{"figure":"median","at_least":1}""", "conditions[0].figure")]
    [InlineData("""{"figure":"mean","at_least":"1"}""", "conditions[0].at_least")]
    [InlineData("""{"figure":"mean","at_least":1,"unknown":1}""", "conditions[0].unknown")]
    public async Task A_condition_that_cannot_be_is_400_and_named(string condition, string field)
    {
        var ada = service.User();
        var node = JsonNode.Parse(condition)!;
        node["evaluation_label_id"] = await ada.HasBinaryLabel();

        (await ada.Post("/v1/gate", new JsonObject { ["conditions"] = new JsonArray(node) })).Names(field);
    }

    [Fact]
    public async Task There_are_1_to_50_conditions()
    {
        var ada = service.User();
        var condition = new { figure = "mean", evaluation_label_id = await ada.HasBinaryLabel(), at_least = 0 };

        (await ada.Post("/v1/gate", new { })).Names("conditions");
        (await ada.Post("/v1/gate", new { conditions = (object[])[] })).Names("conditions");
        (await ada.Post("/v1/gate", new { conditions = Enumerable.Repeat(condition, 51) })).Names("conditions");
        Assert.Equal(50, (await ada.Asks("gate", new { conditions = Enumerable.Repeat(condition, 50) })).All("conditions").Count);
    }

    [Theory]
    [InlineData("""{"figure":"mean","evaluation_label_id":"KIND","at_least":1}""", "conditions[0].figure")]
    [InlineData("""{"figure":"share","evaluation_label_id":"FLAG","category":2,"at_least":1}""", "conditions[0].category")]
    [InlineData("""{"figure":"share","evaluation_label_id":"FLAG","category":-1,"at_least":1}""", "conditions[0].category")]
    [InlineData("""{"figure":"share","evaluation_label_id":"SCORE","category":0,"at_least":1}""", "conditions[0].category")]
    [InlineData("""{"figure":"krippendorff_alpha","evaluation_label_id":"FLAG","metric":"ratio","at_least":1}""", "conditions[0].metric")]
    [InlineData("""{"figure":"no_regression","evaluation_label_id":"KIND","baseline":{"run_status":["failed"]}}""", "conditions[0].figure")]
    public async Task A_figure_that_does_not_fit_the_label_is_422_and_named(string condition, string field)
    {
        var (ada, names) = await Ready();

        var answer = (await ada.Post("/v1/gate", Body(names, condition)))
            .Is(HttpStatusCode.UnprocessableEntity, "method_does_not_fit");

        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Text);
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_404()
    {
        var ada = service.User();
        var condition = new { figure = "mean", evaluation_label_id = UniqueId.Next(), at_least = 1 };

        (await ada.Post("/v1/gate", new { conditions = (object[])[condition] })).Is(HttpStatusCode.NotFound, "label_not_found");
    }

    private static Task<JsonElement> Check(ApiClient ada, IReadOnlyDictionary<string, string> names, params string[] conditions) =>
        ada.Asks("gate", Body(names, conditions));

    private static string Body(IReadOnlyDictionary<string, string> names, params string[] conditions) => names.Aggregate(
        $$"""{"run_metadata":{"side":"new"},"conditions":[{{string.Join(',', conditions)}}]}""",
        (text, name) => text.Replace($"\"{name.Key}\"", $"\"{name.Value}\"", StringComparison.Ordinal));

    private Task<(ApiClient Ada, IReadOnlyDictionary<string, string> Names)>? ready;

    private Task<(ApiClient Ada, IReadOnlyDictionary<string, string> Names)> Ready() => ready ??= Make();

    private async Task<(ApiClient Ada, IReadOnlyDictionary<string, string> Names)> Make()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var labels = new Dictionary<string, Guid>
        {
            ["SCORE"] = await ada.HasContinuousLabel(0, 10),
            ["COST"] = await ada.HasContinuousLabel(0, 10),
            ["FLAG"] = await ada.HasBinaryLabel(),
            ["RANK"] = await ada.HasOrdinalLabel("a", "b", "c"),
            ["KIND"] = await ada.HasCategoricalLabel("a", "b", "c"),
            ["EMPTY"] = await ada.HasContinuousLabel(),
        };
        foreach (var side in (string[])["old", "new"])
        {
            var runs = new List<Guid>();
            for (var key = 0; key < 5; key++)
                runs.Add(await ada.HasRunWith(new { side, key }));
            var isNew = side == "new";
            await ada.RatesAll(labels["SCORE"], runs, isNew ? [2, 1, 4, 3, 5] : [1, 2, 3, 4, 5]);
            await ada.RatesAll(labels["COST"], runs, isNew ? [8, 9, 8, 9, 8] : [1, 2, 1, 2, 1]);
            await ada.RatesAll(labels["FLAG"], runs, 1, 0, 1, 0, 1);
            await bob.RatesAll(labels["FLAG"], runs, 1, 0, 1, 0, null);
            await ada.RatesAll(labels["RANK"], runs, 0, 1, 2, 2, 0);
            await bob.RatesAll(labels["RANK"], runs, 2, 0, 1, 2, 0);
            await ada.RatesAll(labels["KIND"], runs, 0, 1, 2, 0, 0);
        }

        return (ada, labels.ToDictionary(label => label.Key, label => $"{label.Value}"));
    }
}
