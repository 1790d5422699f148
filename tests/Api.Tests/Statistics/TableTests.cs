using System.Globalization;
using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Each answer as a table: a row for each figure, with what JSON says of it.</summary>
public sealed class TableTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string[] Columns =
    [
        "evaluation_label_id", "evaluation_label_name", "author", "evaluator_id", "other_author", "other_evaluator_id",
        "experiment_id", "run_id", "output_name", "field_path", "from", "before", "category", "figure", "value", "low",
        "high", "n", "method", "note", "evaluations",
    ];

    [Fact]
    public async Task Each_figure_of_each_answer_is_a_row_with_the_same_numbers()
    {
        var world = await RichData.Create(service);
        var then = (await Recorded.All(world.Ada)).Max(one => one.CreatedAt);
        var gold = new { authors = (string[])["ada"] };
        object[] conditions = [new { figure = "mean", evaluation_label_id = world.Score, at_least = 1 }];
        (string, object)[] questions =
        [
            ("statistics", new { as_of = then, group_by = (string[])["author", "evaluator"] }),
            ("agreement", new { evaluation_label_id = world.Rank, as_of = then, resamples = 10 }),
            ("agreement", new { evaluation_label_id = world.Score, as_of = then, resamples = 10 }),
            ("calibration", new { evaluation_label_id = world.Rank, evaluator_id = world.Judge, gold, drift = "day", as_of = then }),
            ("comparison", new
            {
                evaluation_label_ids = (Guid[])[world.Score, world.Kind, world.Flag],
                baseline = ComparisonTests.Side("old"),
                candidate = ComparisonTests.Side("new"),
                as_of = then,
            }),
            ("coverage", new { evaluation_label_id = world.Score, raters = 4, as_of = then }),
            ("gate", new { conditions, as_of = then }),
        ];
        foreach (var (question, body) in questions)
        {
            var json = await world.Ada.Asks(question, body);
            var table = await world.Ada.AsksForTable(question, body);

            Assert.Equal(Columns, table[0].Keys);
            var figures = Figures(json).ToList();
            Assert.NotEmpty(figures);
            foreach (var figure in figures)
                Assert.Contains(table, row => IsRowOf(row, figure));
            Assert.All(table, row => Assert.NotNull(row["figure"]));
        }
    }

    [Fact]
    public async Task What_is_no_figure_is_a_row_too()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasContinuousLabel(0, 4), await ada.HasRuns(3));
        await ada.RatesAll(label, runs, 0, 1, 4);
        await bob.RatesAll(label, runs, 0, 3, null);

        var described = await ada.AsksForTable("statistics", new { bins = 2, quantiles = (double[])[0.5] });
        Assert.Equal(
            [
                ("n", "5"), ("runs", "3"), ("mean", "1.6"), ("standard_deviation", described[3]["value"]), ("min", "0"), ("max", "4"),
                ("quantile 0.5", "1"), ("count from 0 to 2", "3"), ("count from 2 to 4", "2"),
            ],
            described.Select(row => (row["figure"]!, row["value"])));
        var agreed = await ada.AsksForTable("agreement", new { evaluation_label_id = label, resamples = 0 });
        var worst = Assert.Single(agreed, row => row["figure"] == "disagreement");
        Assert.Equal(($"{runs[1]}", "2", "2"), (worst["run_id"], worst["value"], worst["n"]));
        Assert.Equal(("ada", "bob"), (Row(agreed, "mean_difference")["author"], Row(agreed, "mean_difference")["other_author"]));
        var covered = await ada.AsksForTable("coverage", new { evaluation_label_id = label, raters = 2 });
        Assert.Equal([("coverage", null, 2 / 3.0), ("raters", $"{runs[2]}", 1)], covered.Select(row =>
            (row["figure"]!, row["run_id"], double.Parse(row["value"]!, CultureInfo.InvariantCulture))));
        var condition = new { figure = "mean", evaluation_label_id = label, at_least = 3 };
        var gate = Assert.Single(await ada.AsksForTable("gate", new { conditions = (object[])[condition] }));
        Assert.Equal(("mean", "1.6", "failed: It is 1.6, which is not at least 3."), (gate["figure"], gate["value"], gate["note"]));
    }

    [Fact]
    public async Task What_a_spreadsheet_would_compute_is_marked()
    {
        var ada = service.User();
        var body = new { name = "=1+1", value_type = "categorical", categories = (string[])["@a", "-b,\"c\""] };
        var label = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created).Id;
        var run = await ada.HasRun();
        await ada.Rates(run, label, 1, "+x", "\t=y");

        var table = await ada.AsksForTable("statistics", new { group_by = (string[])["output_name", "field_path"] });

        Assert.All(table, row => Assert.Equal(
            ("'=1+1", "'+x", "'\t=y"), (row["evaluation_label_name"], row["output_name"], row["field_path"])));
        Assert.Contains(table, row => row["figure"] == "count of -b,\"c\"" && row["value"] == "1");
        Assert.Contains(table, row => row["figure"] == "share of @a" && row["value"] == "0");
        await ada.Follows(table[0]["evaluations"]!);
    }

    [Fact]
    public async Task The_header_decides_and_JSON_is_what_there_is_without_one()
    {
        var ada = service.User();
        (string? Accept, string Type)[] all =
        [
            (null, "application/json"), ("*/*", "application/json"), ("application/json", "application/json"), ("text/csv", "text/csv"),
            ("text/csv;q=0.5, application/json", "application/json"), ("application/json;q=0.5, text/csv", "text/csv"),
        ];
        foreach (var (accept, type) in all)
        {
            var answer = await ada.Send(
                HttpMethod.Post, "/v1/statistics", new { }, accept is null ? [] : [("Accept", accept)]);
            Assert.StartsWith(type, answer.Is(HttpStatusCode.OK).Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Equal("Accept", answer.Headers["Vary"]);
        }

        Assert.Empty(await ada.AsksForTable("statistics", new { }));
    }

    private static IReadOnlyDictionary<string, string?> Row(
        IReadOnlyList<IReadOnlyDictionary<string, string?>> table, string figure) => Assert.Single(table, row => row["figure"] == figure);

    private static bool IsRowOf(IReadOnlyDictionary<string, string?> row, JsonElement figure) =>
        ((string[])["value", "low", "high", "n"]).All(name => row[name] is { } text
            ? double.Parse(text, CultureInfo.InvariantCulture) == figure.Number(name)
            : figure.IsNull(name))
        && row["method"] == figure.Text("method")
        && row["evaluations"] == figure.Text("evaluations");

    private static IEnumerable<JsonElement> Figures(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("method", out _) && json.TryGetProperty("evaluations", out _) => [json],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Figures(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Figures),
        _ => [],
    };
}
