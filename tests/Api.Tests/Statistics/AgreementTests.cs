using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Agreement over HTTP on examples that have been published.</summary>
public sealed class AgreementTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>
    /// Fleiss 1971, Measuring nominal scale agreement among many raters, Psychological Bulletin 76, table 1: thirty patients,
    /// six psychiatrists each, five diagnoses; how many gave which.
    /// </summary>
    private const string Diagnoses = """
        00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000 02040
        10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
        """;

    /// <summary>Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part D: four observers, twelve units.</summary>
    private static readonly double?[][] Observers =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ];

    [Fact]
    public async Task Fleiss_psychiatrists_agree_as_he_says()
    {
        var ada = service.User();
        var label = await ada.HasCategoricalLabel("depression", "personality disorder", "schizophrenia", "neurosis", "other");
        var runs = await ada.HasRuns(30);
        var given = Diagnoses.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.SelectMany((count, k) => Enumerable.Repeat((double?)k, count - '0')).ToArray()).ToArray();
        for (var rater = 0; rater < 6; rater++)
            await service.User(ada.Account, $"psychiatrist-{rater}").RatesAll(label, runs, [.. given.Select(row => row[rater])]);

        var told = await ada.Asks("agreement", new { evaluation_label_id = label });

        Assert.Equal((180, 30, 30), (told.Count("counted"), told.Count("targets"), told.Count("comparable_targets")));
        Assert.Equal("nominal", told.Text("metric"));
        Assert.Equal(0.556, told.Number("observed_agreement.value")!.Value, 0.0005);
        Assert.Equal(0.430, told.Number("fleiss_kappa.value")!.Value, 0.0005);
        Assert.Equal(30, told.Count("fleiss_kappa.n"));
        Assert.InRange(0.430, told.Number("fleiss_kappa.low")!.Value, told.Number("fleiss_kappa.high")!.Value);
        // Alpha of as many ratings each: 1 - (1 - 1/180)(1 - κ).
        Assert.Equal(
            1 - ((1 - (1 / 180.0)) * (1 - told.Number("fleiss_kappa.value")!.Value)) + 0,
            told.Number("krippendorff_alpha.value")!.Value,
            0.005);
        Assert.Equal((6, 15), (told.All("raters").Count, told.All("pairs").Count));
        Assert.All(told.All("raters"), rater => Assert.True(rater.IsNull("bias")));
    }

    [Theory]
    [InlineData("ordinal", null, 0.815)]
    [InlineData("ordinal", "ordinal", 0.815)]
    [InlineData("ordinal", "nominal", 0.743)]
    [InlineData("ordinal", "interval", 0.849)]
    [InlineData("categorical", null, 0.743)]
    [InlineData("continuous", null, 0.849)]
    [InlineData("continuous", "ratio", 0.797)]
    public async Task Krippendorffs_observers_agree_as_he_says(string type, string? metric, double expected)
    {
        var ada = service.User();
        var label = type switch
        {
            "continuous" => await ada.HasContinuousLabel(0, 5),
            "ordinal" => await ada.HasOrdinalLabel("1", "2", "3", "4", "5"),
            _ => await ada.HasCategoricalLabel("1", "2", "3", "4", "5"),
        };
        await Observe(ada, label, from: type == "continuous" ? 0 : 1);

        var told = await ada.Asks("agreement", new { evaluation_label_id = label, metric });

        Assert.Equal(expected, told.Number("krippendorff_alpha.value")!.Value, 0.0005);
        Assert.Equal((41, 12, 11), (told.Count("counted"), told.Count("targets"), told.Count("comparable_targets")));
        Assert.Equal(11, told.Count("krippendorff_alpha.n"));
        Assert.InRange(
            expected, told.Number("krippendorff_alpha.low")!.Value - 0.001, told.Number("krippendorff_alpha.high")!.Value + 0.001);
        Assert.Equal(type == "continuous", told.IsNull("fleiss_kappa.value"));
        Assert.Equal(type == "continuous", told.At("fleiss_kappa").TryGetProperty("note", out _));
        var ratings = told.All("raters").ToDictionary(r => r.Text("rater.author")!, r => r.Count("n"));
        Assert.Equal((9, 11, 10, 11), (ratings["observer-0"], ratings["observer-1"], ratings["observer-2"], ratings["observer-3"]));
    }

    [Fact]
    public async Task A_pair_has_Cohens_kappa()
    {
        // 20 times both yes, 5 times the first alone, 10 times the second, 15 times neither: the observed agreement is 0.7, that
        // by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5, and kappa 0.4 (Cohen 1960, A coefficient of agreement for nominal scales).
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(50));
        await ada.RatesAll(label, runs, [.. Enumerable.Range(0, 50).Select(i => (double?)(i < 25 ? 1 : 0))]);
        await bob.RatesAll(label, runs, [.. Enumerable.Range(0, 50).Select(i => (double?)(i is < 20 or >= 40 ? 1 : 0))]);

        var told = await ada.Asks("agreement", new { evaluation_label_id = label });

        var pair = Assert.Single(told.All("pairs"));
        Assert.Equal((50, 0.7), (pair.Count("n"), pair.Number("observed_agreement.value")));
        Assert.Equal(0.4, pair.Number("cohen_kappa.value")!.Value, 1e-12);
        Assert.True(pair.IsNull("cohen_kappa_linear") && pair.IsNull("mean_difference") && pair.IsNull("pearson"));
        Assert.Equal("[\"ada\",\"bob\"]", $"[\"{pair.Text("a.author")}\",\"{pair.Text("b.author")}\"]");
        // 5 more times yes by bob than by ada: 0.6 - 0.5.
        Assert.Equal(
            [("ada", -0.1), ("bob", 0.1)],
            told.All("raters").Select(r => (r.Text("rater.author")!, Math.Round(r.Number("bias.value")!.Value, 9))));
    }

    [Fact]
    public async Task Pairs_of_scores_have_differences_and_correlations()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasContinuousLabel(), await ada.HasRuns(6));
        await ada.RatesAll(label, runs, 1, 2, 3, 4, 5, null);
        await bob.RatesAll(label, runs, 2, 1, 4, 3, 6, 50);

        var pair = Assert.Single((await ada.Asks("agreement", new { evaluation_label_id = label })).All("pairs"));

        // Differences -1, 1, -1, 1, -1; products of deviations add up to 10, squares to 10 and 14.8.
        Assert.Equal((5, -0.2, 1), (pair.Count("n"), Math.Round(pair.Number("mean_difference.value")!.Value, 9), pair.Number("mean_absolute_difference.value")));
        Assert.Equal(10 / Math.Sqrt(148), pair.Number("pearson.value")!.Value, 1e-9);
        Assert.True(pair.IsNull("cohen_kappa") && pair.IsNull("observed_agreement"));
        // Lin 1989: 2 s_xy / (s_x² + s_y² + (difference of the means)²), each over n or n - 1.
        Assert.Equal(0.8, pair.Number("concordance.value")!.Value, 0.02);
    }

    [Fact]
    public async Task Weighted_kappas_are_of_ordinal_labels()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasOrdinalLabel("a", "b", "c"), await ada.HasRuns(6));
        double[] mine = [0, 0, 1, 1, 2, 2], theirs = [0, 1, 1, 2, 2, 0];
        await ada.RatesAll(label, runs, [.. mine.Select(v => (double?)v)]);
        await bob.RatesAll(label, runs, [.. theirs.Select(v => (double?)v)]);

        var pair = Assert.Single((await ada.Asks("agreement", new { evaluation_label_id = label })).All("pairs"));

        foreach (var (name, power) in new[] { ("cohen_kappa_linear", 1), ("cohen_kappa_quadratic", 2) })
        {
            var seen = mine.Zip(theirs, (a, b) => Math.Pow(Math.Abs(a - b), power)).Average();
            var chance = mine.SelectMany(_ => theirs, (a, b) => Math.Pow(Math.Abs(a - b), power)).Average();
            Assert.Equal(1 - (seen / chance), pair.Number($"{name}.value")!.Value, 1e-12);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_intervals_and_none_gives_those_of_1()
    {
        var ada = service.User();
        var label = await ada.HasOrdinalLabel("1", "2", "3", "4", "5");
        await Observe(ada, label, from: 1);

        var usual = await Alpha(new { evaluation_label_id = label });
        Assert.Equal(usual, await Alpha(new { evaluation_label_id = label, seed = 1, resamples = 1000 }));
        var seven = await Alpha(new { evaluation_label_id = label, seed = 7, resamples = 100 });
        Assert.Equal(seven, await Alpha(new { evaluation_label_id = label, seed = 7, resamples = 100 }));
        Assert.NotEqual(seven, await Alpha(new { evaluation_label_id = label, seed = 8, resamples = 100 }));
        var none = await Alpha(new { evaluation_label_id = label, resamples = 0 });
        Assert.Equal((usual.Value, null, null), none);
        Assert.NotNull(usual.Low);

        async Task<(double? Value, double? Low, double? High)> Alpha(object body)
        {
            var told = (await ada.Asks("agreement", body)).At("krippendorff_alpha");
            return (told.Number("value"), told.Number("low"), told.Number("high"));
        }
    }

    [Fact]
    public async Task One_rater_agrees_with_nobody()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(3));
        await ada.RatesAll(label, runs, 1, 0, 1);

        var told = await ada.Asks("agreement", new { evaluation_label_id = label });

        Assert.Equal((3, 3, 0), (told.Count("counted"), told.Count("targets"), told.Count("comparable_targets")));
        foreach (var name in (string[])["observed_agreement", "fleiss_kappa", "krippendorff_alpha"])
        {
            Assert.True(told.IsNull($"{name}.value") && told.Count($"{name}.n") == 0, name);
            Assert.NotEmpty(told.Text($"{name}.note")!);
        }

        Assert.Empty(told.All("pairs"));
        Assert.Empty(told.All("disagreements"));
        Assert.Single(told.All("raters"));
    }

    [Fact]
    public async Task Without_an_evaluation_it_says_so()
    {
        var ada = service.User();
        var told = await ada.Asks("agreement", new { evaluation_label_id = await ada.HasContinuousLabel() });

        Assert.Equal(("The selection matches no evaluation.", 0), (told.Text("note"), told.Count("counted")));
        Assert.True(told.IsNull("krippendorff_alpha.value"));
    }

    [Fact]
    public async Task Those_who_always_agree_have_1_and_those_who_know_one_category_none()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, other, runs) = (await ada.HasBinaryLabel(), await ada.HasBinaryLabel(), await ada.HasRuns(4));
        foreach (var client in (ApiClient[])[ada, bob])
        {
            await client.RatesAll(label, runs, 1, 0, 1, 1);
            await client.RatesAll(other, runs, 1, 1, 1, 1);
        }

        var (perfect, same) = (
            await ada.Asks("agreement", new { evaluation_label_id = label }),
            await ada.Asks("agreement", new { evaluation_label_id = other }));

        foreach (var name in (string[])["observed_agreement", "fleiss_kappa", "krippendorff_alpha"])
            Assert.Equal(1, perfect.Number($"{name}.value"));
        Assert.Equal(1, same.Number("observed_agreement.value"));
        Assert.True(same.IsNull("fleiss_kappa.value") && same.At("fleiss_kappa").TryGetProperty("note", out _));
        Assert.Empty(same.All("disagreements"));
    }

    [Theory]
    [InlineData("categorical", "ordinal")]
    [InlineData("categorical", "interval")]
    [InlineData("categorical", "ratio")]
    [InlineData("binary", "ratio")]
    [InlineData("ordinal", "ratio")]
    [InlineData("continuous", "nominal")]
    [InlineData("continuous", "ordinal")]
    public async Task A_metric_that_does_not_fit_is_422_and_named(string type, string metric)
    {
        var ada = service.User();
        var label = type switch
        {
            "categorical" => await ada.HasCategoricalLabel("a", "b"),
            "ordinal" => await ada.HasOrdinalLabel("a", "b"),
            "binary" => await ada.HasBinaryLabel(),
            _ => await ada.HasContinuousLabel(),
        };

        var answer = await ada.Post("/v1/agreement", new { evaluation_label_id = label, metric });

        answer.Is(HttpStatusCode.UnprocessableEntity, "method_does_not_fit");
        Assert.NotEmpty(answer["errors"].GetProperty("metric")[0].GetString()!);
    }

    [Fact]
    public async Task More_than_100_raters_are_too_many()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasBinaryLabel(), await ada.HasRun());
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => service.User(ada.Account, $"rater-{i}").Rates(run, label, i % 2)));
        var told = await ada.Asks("agreement", new { evaluation_label_id = label, resamples = 10 });
        Assert.Equal((100, 4950), (told.All("raters").Count, told.All("pairs").Count));

        await ada.Rates(run, label, 1);
        var answer = await ada.Post("/v1/agreement", new { evaluation_label_id = label });

        Assert.Equal(100, answer.Is(HttpStatusCode.UnprocessableEntity, "too_many_raters")["max_raters"].GetInt32());
        await ada.Asks("agreement", new { evaluation_label_id = label, authors = (string[])["ada", "rater-1"] });
    }

    [Fact]
    public async Task The_targets_with_the_most_disagreement_come_first()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasContinuousLabel(), await ada.HasRuns(5));
        await ada.RatesAll(label, runs, 1, 1, 1, 1, 1);
        await bob.RatesAll(label, runs, 4, 1, 51, 2, 9);
        await ada.Rates(runs[1], label, 0, "text", "a.b");
        await bob.Rates(runs[1], label, 20, "text", "a.b");

        var told = (await ada.Asks("agreement", new { evaluation_label_id = label })).All("disagreements");

        Assert.Equal(
            [(runs[2], null), (runs[1], "text"), (runs[4], null), (runs[0], null), (runs[3], (string?)null)],
            told.Select(d => (d.At("run_id").GetGuid(), d.Text("output_name"))));
        Assert.Equal(told.Select(d => d.Number("distance")!.Value).OrderDescending(), told.Select(d => d.Number("distance")!.Value));
        Assert.Equal(
            [("ada", 0), ("bob", 20)],
            told[1].All("ratings").Select(r => (r.Text("rater.author")!, r.Number("value")!.Value)).Order());
        Assert.Equal("a.b", told[1].Text("field_path"));
        Assert.Equal(2, (await ada.Follows(told[1].Text("evaluations")!)).Count);
        Assert.Equal(2, (await ada.Asks("agreement", new { evaluation_label_id = label, disagreements = 2 })).All("disagreements").Count);
        Assert.Empty((await ada.Asks("agreement", new { evaluation_label_id = label, disagreements = 0 })).All("disagreements"));
    }

    [Fact]
    public async Task People_and_evaluators_are_raters_alike()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(4));
        var judge = await ada.HasEvaluator(label);
        await ada.RatesAll(label, runs, 1, 0, 1, 0);
        await service.Evaluator(ada.Account, judge).RatesAll(label, runs, 1, 0, 1, 1);

        var told = await ada.Asks("agreement", new { evaluation_label_id = label });

        Assert.Equal(0.75, told.Number("observed_agreement.value"));
        var raters = told.All("raters").Select(r => r.At("rater").ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(
            [$$"""{"author":"ada","evaluator_id":null}""", $$"""{"author":null,"evaluator_id":"{{judge}}"}"""],
            raters);
    }

    private async Task Observe(ApiClient ada, Guid label, int from)
    {
        var runs = await ada.HasRuns(12);
        for (var i = 0; i < Observers.Length; i++)
            await service.User(ada.Account, $"observer-{i}").RatesAll(label, runs, [.. Observers[i].Select(v => v - from)]);
    }
}
