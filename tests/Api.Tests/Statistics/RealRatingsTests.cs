using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.Imports;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>
/// Figures of real input: 300 answers of three systems, each rated by three of four people on three labels (SQuALITY,
/// CC BY 4.0), against the same computed from the file. It is not part of this repository; without it there is nothing to do.
/// </summary>
public sealed class RealRatingsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [MemberData(nameof(RealRatings.Files), MemberType = typeof(RealRatings))]
    public async Task Means_alpha_and_the_comparison_of_systems_are_as_from_the_file(string file)
    {
        if (file.Length == 0)
            return;
        var ratings = Read(await File.ReadAllLinesAsync(file));
        var ada = service.User();
        var labels = await Import(ada, ratings);

        foreach (var (name, label) in labels)
        {
            var mine = ratings.Where(one => one.Label == name).ToList();
            foreach (var system in mine.GroupBy(one => one.System))
            {
                var told = await ada.Describes(new { evaluation_label_id = label, run_metadata = new { system = system.Key } });
                Assert.Equal((300, 100), (told.Count("n"), told.Count("runs")));
                Assert.Equal(system.Average(one => one.Value), told.Number("mean.value")!.Value, 1e-9);
                var (low, high) = Interval(system);
                told.At("mean").IsFigure(system.Average(one => one.Value), low, high, 1e-3);
            }

            var agreement = await ada.Asks("agreement", new { evaluation_label_id = label, resamples = 200 });
            Assert.Equal((900, 300, 4), (agreement.Count("counted"), agreement.Count("comparable_targets"), agreement.All("raters").Count));
            Assert.Equal(Alpha(mine), agreement.Number("krippendorff_alpha.value")!.Value, 1e-9);
            Assert.InRange(
                agreement.Number("krippendorff_alpha.value")!.Value,
                agreement.Number("krippendorff_alpha.low")!.Value,
                agreement.Number("krippendorff_alpha.high")!.Value);
        }

        var compared = (await ada.Asks("comparison", new
        {
            evaluation_label_ids = labels.Values,
            baseline = new { run_metadata = new { system = "bart" } },
            candidate = new { run_metadata = new { system = "human" } },
            pair_by = "question",
        })).All("labels");
        Assert.Equal(3, compared.Count);
        foreach (var one in compared)
            IsAs(ratings.Where(r => r.Label == one.Text("evaluation_label_name")).ToList(), one);
    }

    /// <summary>Paired by question: the mean of the differences, and Student's t of them.</summary>
    private static void IsAs(List<Rating> ratings, JsonElement one)
    {
        var means = ratings.GroupBy(r => (r.System, r.Question)).ToDictionary(g => g.Key, g => g.Average(r => r.Value));
        var differences = means.Where(m => m.Key.System == "human").Select(m => m.Value - means[("bart", m.Key.Question)]).ToList();
        var (mean, n) = (differences.Average(), differences.Count);
        var deviation = Math.Sqrt(differences.Sum(d => Math.Pow(d - mean, 2)) / (n - 1));
        Assert.Equal(mean, one.Number("difference.value")!.Value, 1e-9);
        Assert.Equal(mean / (deviation / Math.Sqrt(n)), one.Number("test.statistic")!.Value, 1e-6);
        Assert.Equal((100, 100, 99), (one.Count("baseline_runs"), one.Count("candidate_runs"), one.Number("test.degrees_of_freedom")));
        Assert.Equal(
            (differences.Count(d => d > 1e-9), differences.Count(d => d < -1e-9)), (one.Count("wins"), one.Count("losses")));
        Assert.True(one.Number("difference.low") > 0 && one.Number("adjusted_p_value") < 1e-6);
    }

    /// <summary>t(0.975, 99) = 1.984217 and the variance Σ (s_r - n_r mean)² G/(G-1)/N² (Cameron and Miller 2015).</summary>
    private static (double Low, double High) Interval(IEnumerable<Rating> ratings)
    {
        var all = ratings.ToList();
        var mean = all.Average(one => one.Value);
        var runs = all.GroupBy(one => one.Question).Select(g => g.Sum(one => one.Value - mean)).ToList();
        var error = Math.Sqrt(runs.Sum(s => s * s) * runs.Count / (runs.Count - 1)) / all.Count;
        return (mean - (1.984217 * error), mean + (1.984217 * error));
    }

    /// <summary>Krippendorff 2011 with the interval metric, over all pairs.</summary>
    private static double Alpha(List<Rating> ratings)
    {
        var values = ratings.Select(one => one.Value).ToList();
        var seen = ratings.GroupBy(one => (one.System, one.Question)).Sum(g =>
            g.Sum(a => g.Sum(b => Math.Pow(a.Value - b.Value, 2))) / (g.Count() - 1));
        return 1 - (seen / (values.Sum(a => values.Sum(b => Math.Pow(a - b, 2))) / (values.Count - 1)));
    }

    private static List<Rating> Read(string[] lines) =>
    [
        .. from line in lines
           let answer = JsonDocument.Parse(line).RootElement
           from review in answer.GetProperty("reviews").EnumerateArray()
           from label in RealRatings.Labels
           select new Rating(
               answer.GetProperty("system").GetString()!,
               $"{answer.GetProperty("passage_id").GetString()}-{answer.GetProperty("question_index")}",
               review.GetProperty("reviewer").GetString()!,
               label,
               review.GetProperty(label).GetDouble()),
    ];

    /// <summary>A run for each answer, and an import for each reviewer.</summary>
    private async Task<Dictionary<string, Guid>> Import(ApiClient ada, List<Rating> ratings)
    {
        var labels = new Dictionary<string, Guid>();
        foreach (var name in RealRatings.Labels)
        {
            var label = new { name, value_type = "continuous", min_value = 0, max_value = 100 };
            labels[name] = (await ada.Post("/v1/evaluation-labels", label)).Is(HttpStatusCode.Created).Id;
        }

        var runs = new Dictionary<(string, string), Guid>();
        foreach (var (system, question) in ratings.Select(one => (one.System, one.Question)).Distinct())
            runs[(system, question)] = await ada.HasRunWith(new { system, question });
        foreach (var reviewer in ratings.GroupBy(one => one.Reviewer))
        {
            var lines = reviewer.Select(one => Ndjson.Line(runs[(one.System, one.Question)], labels[one.Label], one.Value));
            var import = await service.User(ada.Account, reviewer.Key).Imports(Ndjson.Of([.. lines]));
            Assert.Equal(reviewer.Count(), import.Is(HttpStatusCode.Created)["created"].GetInt32());
        }

        return labels;
    }

    private sealed record Rating(string System, string Question, string Reviewer, string Label, double Value);
}
