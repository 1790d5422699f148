using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class FilteredListTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    public static TheoryData<string, string, string> Wrong { get; } = new()
    {
        { "evaluation_label_id=1", "evaluation_label_id", "must be a UUID" },
        { "evaluation_label_id=", "evaluation_label_id", "must be a UUID" },
        { "created_by=", "created_by", "must have 1 to 128 visible characters" },
        { "created_by=a%20b", "created_by", "must have 1 to 128 visible characters" },
        { "created_by_evaluator_id=judge", "created_by_evaluator_id", "must be a UUID" },
        { $"output_name={new string('x', 1_001)}", "output_name", "must have at most 1000 characters" },
        { $"field_path={new string('x', 1_001)}", "field_path", "must have at most 1000 characters" },
        { "min_value=", "min_value", "must be a finite number" },
        { "min_value=one", "min_value", "must be a finite number" },
        { "min_value=NaN", "min_value", "must be a finite number" },
        { "min_value=1e999", "min_value", "must be a finite number" },
        { "min_value=-Infinity", "min_value", "must be a finite number" },
        { "max_value=1,5", "max_value", "must be a finite number" },
        { "max_value=+1", "max_value", "must be a finite number" },
        { "max_value=%201", "max_value", "must be a finite number" },
        { "max_value=01", "max_value", "must be a finite number" },
        { "max_value=1.", "max_value", "must be a finite number" },
        { "max_value=.5", "max_value", "must be a finite number" },
        { "max_value=0x1", "max_value", "must be a finite number" },
        { "min_value=2&max_value=1", "min_value", "must not be greater than max_value" },
        { "created_from=2026-01-02", "created_from", "must be an RFC 3339 time" },
        { "created_before=now", "created_before", "must be an RFC 3339 time" },
        {
            "created_from=2026-01-02T00:00:00Z&created_before=2026-01-01T00:00:00Z",
            "created_from",
            "must not be later than created_before"
        },
        { "as_of=2999-01-01T00:00:00Z", "as_of", "must not lie in the future" },
        { "label_id=1", "label_id", "is not a known query parameter" },
        { "conditions.min_value=1", "conditions.min_value", "is not a known query parameter" },
        { "value=1", "value", "is not a known query parameter" },
        { "min_value=1&min_value=1", "min_value", "is given more than once" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_condition_that_cannot_be_is_400_and_named(string query, string field, string reason)
    {
        var ada = service.User();
        foreach (var path in (string[])[$"/v1/run/{await ada.HasRun()}/evaluations", "/v1/evaluations/export"])
        {
            var answer = (await ada.Get($"{path}?{query}")).Is(HttpStatusCode.BadRequest, "invalid_request");
            Assert.Contains(reason, answer["errors"].GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_condition_lets_pass_what_meets_it()
    {
        var ada = service.User();
        var (run, label, other) = (await ada.HasRun(), await ada.HasContinuousLabel(-10, 10), await ada.HasBinaryLabel());
        var evaluator = await ada.HasEvaluator(label, other);
        var path = $"/v1/run/{run}/evaluations";
        var first = (await ada.Post(path, new { evaluation_label_id = label, value = -2.5, output_name = "a b&c" })).Id;
        var second = (await ada.Post(path, new { evaluation_label_id = label, value = 7, field_path = "x=\"é\"" })).Id;
        var third = await service.Evaluator(ada.Account, evaluator).Post(path, new { evaluation_label_id = other, value = 1 });
        var time = third["created_at"].GetString();

        (string Query, Guid[] Expected)[] lists =
        [
            ("", [first, second, third.Id]),
            ($"evaluation_label_id={label}", [first, second]),
            ("created_by=ada", [first, second]), ("created_by=Ada", []),
            ($"created_by_evaluator_id={evaluator}", [third.Id]),
            ("output_name=a%20b%26c", [first]), ("output_name=a", []), ("output_name=", []),
            ("field_path=x%3D%22%C3%A9%22", [second]),
            ("min_value=-2.5", [first, second, third.Id]), ("min_value=-2.4e0", [second, third.Id]),
            ("max_value=7", [first, second, third.Id]), ("max_value=6.999", [first, third.Id]),
            ("min_value=1&max_value=1", [third.Id]),
            ($"created_from={time}", [third.Id]), ($"created_before={time}", [first, second]),
            ($"min_value=0&evaluation_label_id={label}", [second]),
        ];
        foreach (var (query, expected) in lists)
        {
            Assert.Equal(expected, Ids((await ada.Get($"{path}?{query}")).Is(HttpStatusCode.OK)));
            var export = (await ada.Get($"/v1/evaluations/export?run_id={run}&{query}")).Is(HttpStatusCode.OK);
            Assert.Equal(expected, ExportTests.Lines(export).Select(line => line.GetProperty("id").GetGuid()));
        }
    }

    [Fact]
    public async Task With_as_of_the_range_is_of_the_values_of_then()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation(value: 10);
        var corrected = (await ada.Put(Story.PathOf(evaluation), new { value = 90 })).Is(HttpStatusCode.OK);
        var path = $"/v1/run/{evaluation["run_id"].GetGuid()}/evaluations";
        var (then, now) = (evaluation["created_at"].GetString(), corrected["updated_at"].GetString());

        Assert.Equal([evaluation.Id], Ids(await ada.Get($"{path}?max_value=10&as_of={then}")));
        Assert.Empty(Ids(await ada.Get($"{path}?max_value=10&as_of={now}")));
        Assert.Equal([evaluation.Id], Ids(await ada.Get($"{path}?min_value=90&as_of={now}")));
        Assert.Empty(Ids(await ada.Get($"{path}?min_value=90&as_of={then}")));
    }

    [Fact]
    public async Task Pages_keep_their_conditions_and_stay_right_while_evaluations_arrive()
    {
        var ada = service.User();
        var (run, label, other) = (await ada.HasRun(), await ada.HasContinuousLabel(), await ada.HasContinuousLabel());
        var matching = new List<Guid>();
        for (var i = 0; i < 9; i++)
            await Record();
        var before = matching.ToList();

        var seen = new List<Guid>();
        var query = $"evaluation_label_id={label}&min_value=2&max_value=1e3&created_by=ada&limit=2";
        for (var next = $"/v1/run/{run}/evaluations?{query}"; next is not null;)
        {
            var page = (await ada.Get(next)).Is(HttpStatusCode.OK);
            seen.AddRange(Ids(page));
            next = page.Next;
            Assert.StartsWith($"/v1/run/{run}/evaluations?{query}&after=", next ?? $"/v1/run/{run}/evaluations?{query}&after=", StringComparison.Ordinal);

            // Some behind the reader and some before, for a while.
            if (matching.Count < 15)
                await Record();
        }

        Assert.Equal(matching, seen);
        Assert.Equal(before, seen[..before.Count]);

        async Task Record()
        {
            await ada.Records(run, other, 5);
            await ada.Records(run, label, 1);
            matching.Add((await ada.Records(run, label, 5)).Is(HttpStatusCode.Created).Id);
        }
    }

    private static IEnumerable<Guid> Ids(Answer list) => list.Items.Select(e => e.GetProperty("id").GetGuid());
}
