using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.MainJob;

/// <summary>
/// The main job on real input: 300 answers to questions about stories, each rated by three of four people on three
/// labels (SQuALITY, CC BY 4.0). The file is not part of this repository; without it there is nothing to compare.
/// </summary>
public sealed class RealRatingsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [MemberData(nameof(RealRatings.Files), MemberType = typeof(RealRatings))]
    public async Task The_2700_ratings_go_in_over_HTTP_and_come_back_with_the_same_numbers(string file)
    {
        if (file.Length == 0)
            return;
        var answers = (await File.ReadAllLinesAsync(file)).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var ada = service.User();
        var labels = new Dictionary<string, Guid>();
        foreach (var name in RealRatings.Labels)
        {
            var label = new { name, value_type = "continuous", min_value = 0, max_value = 100 };
            labels[name] = (await ada.Post("/v1/evaluation-labels", label)).Is(HttpStatusCode.Created).Id;
        }

        // Each reviewer is an evaluator with a token of its own.
        var reviewers = new Dictionary<string, (Guid Id, ApiClient Client)>();
        foreach (var name in answers.SelectMany(Reviews).Select(Reviewer).Distinct())
        {
            var evaluator = new { name, kind = "human", evaluation_label_ids = labels.Values };
            var id = (await ada.Post("/v1/evaluators", evaluator)).Is(HttpStatusCode.Created).Id;
            reviewers[name] = (id, service.Evaluator(ada.Account, id));
        }

        var runs = new Dictionary<int, Guid>();
        for (var i = 0; i < answers.Count; i++)
        {
            var run = new
            {
                status = "completed",
                result = new { outputs = new { response = answers[i].GetProperty("response").GetString() } },
                metadata = new { system = answers[i].GetProperty("system").GetString() },
            };
            runs[i] = (await ada.Post("/v1/runs", run)).Is(HttpStatusCode.Created).Id;
            foreach (var review in Reviews(answers[i]))
                foreach (var label in RealRatings.Labels)
                {
                    var value = review.GetProperty(label).GetDouble();
                    (await reviewers[Reviewer(review)].Client.Records(runs[i], labels[label], value)).Is(HttpStatusCode.Created);
                }
        }

        var (evaluations, sum) = (0, 0.0);
        for (var i = 0; i < answers.Count; i++)
        {
            var expected =
                from review in Reviews(answers[i])
                from label in RealRatings.Labels
                select (reviewers[Reviewer(review)].Id, labels[label], review.GetProperty(label).GetDouble());
            var listed = (await ada.Get($"/v1/run/{runs[i]}/evaluations")).Is(HttpStatusCode.OK).Items
                .Select(e => (
                    e.GetProperty("created_by_evaluator_id").GetGuid(),
                    e.GetProperty("evaluation_label_id").GetGuid(),
                    e.GetProperty("value").GetDouble()))
                .ToList();
            Assert.Equal(expected, listed);
            evaluations += listed.Count;
            sum += listed.Sum(e => e.Item3);
        }

        Assert.Equal((300, 3, 4, 2700), (runs.Count, labels.Count, reviewers.Count, evaluations));
        Assert.Equal(answers.SelectMany(Reviews).Sum(r => RealRatings.Labels.Sum(l => r.GetProperty(l).GetDouble())), sum, 6);
    }

    private static IEnumerable<JsonElement> Reviews(JsonElement answer) => answer.GetProperty("reviews").EnumerateArray();

    private static string Reviewer(JsonElement review) => review.GetProperty("reviewer").GetString()!;
}
