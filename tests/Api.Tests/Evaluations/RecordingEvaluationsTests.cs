using System.Net;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class RecordingEvaluationsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_user_records_an_evaluation_and_reads_it_where_Location_says()
    {
        var ada = service.User(user: "ada");
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        var body = new { evaluation_label_id = label, value = 1, output_name = "answer", field_path = "$.text" };
        var created = (await ada.Post($"/v1/run/{run}/evaluations", body)).Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/run/{run}/evaluation/{created.Id}", created.Headers["Location"]);
        Assert.Equal(created.Text, (await ada.Get(created.Headers["Location"])).Is(HttpStatusCode.OK).Text);
        Assert.Equal(ada.Account, created["account_id"].GetString());
        Assert.Equal(run, created["run_id"].GetGuid());
        Assert.Equal(label, created["evaluation_label_id"].GetGuid());
        Assert.Equal(1, created["value"].GetDouble());
        Assert.Equal("answer", created["output_name"].GetString());
        Assert.Equal("$.text", created["field_path"].GetString());
        Assert.Equal("ada", created["created_by"].GetString());
        Assert.Equal(7, created.Id.Version);
        Assert.EndsWith("Z", created["created_at"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_given_is_null_where_the_contract_says_so_and_absent_otherwise()
    {
        var created = await service.User().HasEvaluation();

        Assert.Equal(
            [
                "id", "account_id", "run_id", "output_name", "field_path", "evaluation_label_id", "value", "created_by",
                "created_by_evaluator_id", "created_at", "updated_by",
            ],
            created.Json.EnumerateObject().Select(m => m.Name));
        Assert.All(
            ["output_name", "field_path", "created_by_evaluator_id", "updated_by"],
            name => Assert.Equal(System.Text.Json.JsonValueKind.Null, created[name].ValueKind));
    }

    [Fact]
    public async Task Comment_metadata_and_confidence_come_back_as_they_were_sent()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        const string Metadata = """{"z":1.0,"a":12345678901234567890,"n":{"e":1E2,"s":"\u00e9 <&> 🙂"}}""";

        var created = await ada.Post(
            $"/v1/run/{run}/evaluations",
            $$"""{"evaluation_label_id":"{{label}}","value":0,"comment":" two\nlines ","metadata":{{Metadata}},"confidence":0.25}""");
        var read = await ada.Get(Story.PathOf(created.Is(HttpStatusCode.Created)));

        Assert.Equal(" two\nlines ", read["comment"].GetString());
        Assert.Equal(Metadata, read["metadata"].GetRawText());
        Assert.Equal(0.25, read["confidence"].GetDouble());
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public async Task A_comment_has_at_most_10000_characters(int length, bool allowed)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var comment = string.Concat(Enumerable.Repeat("🙂", length));

        var body = $$"""{"evaluation_label_id":"{{label}}","value":1,"comment":"{{comment}}"}""";
        var answer = await ada.Post($"/v1/run/{run}/evaluations", body);

        if (allowed)
            Assert.Equal(comment, answer.Is(HttpStatusCode.Created)["comment"].GetString());
        else
            Assert.True(answer.Is(HttpStatusCode.BadRequest, "invalid_request")["errors"].TryGetProperty("comment", out _));
    }

    [Theory]
    [InlineData(16 * 1024, HttpStatusCode.Created)]
    [InlineData(16 * 1024 + 1, HttpStatusCode.BadRequest)]
    public async Task Metadata_has_at_most_16_KiB(int bytes, HttpStatusCode expected)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var metadata = new JsonObject { ["k"] = new string('x', bytes - """{"k":""}""".Length) };

        var body = new JsonObject { ["evaluation_label_id"] = label, ["value"] = 1, ["metadata"] = metadata };
        (await ada.Post($"/v1/run/{run}/evaluations", body)).Is(expected);
    }

    [Theory]
    [InlineData("binary", "0", true)]
    [InlineData("binary", "1", true)]
    [InlineData("binary", "1.0", true)]
    [InlineData("binary", "0.5", false)]
    [InlineData("binary", "2", false)]
    [InlineData("binary", "-1", false)]
    [InlineData("continuous", "-2.5", true)]
    [InlineData("continuous", "7.25", true)]
    [InlineData("continuous", "7.250000000000001", false)]
    [InlineData("continuous", "-2.5000000000000004", false)]
    [InlineData("categorical", "2", true)]
    [InlineData("categorical", "3", false)]
    [InlineData("categorical", "1.5", false)]
    [InlineData("ordinal", "0", true)]
    [InlineData("ordinal", "-1", false)]
    [InlineData("ordinal", "1e300", false)]
    public async Task A_value_is_checked_against_its_label(string type, string value, bool allowed)
    {
        var ada = service.User();
        var run = await ada.HasRun();
        var label = type switch
        {
            "binary" => await ada.HasBinaryLabel(),
            "continuous" => await ada.HasContinuousLabel(-2.5, 7.25),
            _ => await ada.HasLabel(type, ("categories", new JsonArray("low", "mid", "high"))),
        };

        var body = $$"""{"evaluation_label_id":"{{label}}","value":{{value}}}""";
        var answer = await ada.Post($"/v1/run/{run}/evaluations", body);

        if (allowed)
        {
            answer.Is(HttpStatusCode.Created);
            return;
        }

        answer.Is(HttpStatusCode.UnprocessableEntity, "value_not_allowed");
        Assert.Equal(label, answer["evaluation_label_id"].GetGuid());
        Assert.Equal(type, answer["value_type"].GetString());
        Assert.NotEmpty(answer["evaluation_label_name"].GetString()!);
        Assert.Equal(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), answer["value"].GetDouble());
        Assert.True(answer["errors"].TryGetProperty("value", out _));
        Assert.Equal(type == "continuous", answer.Json.TryGetProperty("max_value", out _));
        Assert.Equal(type is "categorical" or "ordinal", answer.Json.TryGetProperty("categories", out _));
        Assert.Empty((await ada.Get($"/v1/run/{run}/evaluations")).Items);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_404()
    {
        var ada = service.User();
        var answer = await ada.Records(UniqueId.Next(), await ada.HasBinaryLabel(), 1);
        answer.Is(HttpStatusCode.NotFound, "run_not_found");
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_404_with_a_code_of_its_own()
    {
        var ada = service.User();
        (await ada.Records(await ada.HasRun(), UniqueId.Next(), 1)).Is(HttpStatusCode.NotFound, "label_not_found");
    }

    [Fact]
    public async Task An_archived_label_is_409()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        (await ada.Delete($"/v1/evaluation-label/{label}")).Is(HttpStatusCode.NoContent);

        (await ada.Records(run, label, 1)).Is(HttpStatusCode.Conflict, "label_archived");
    }

    [Fact]
    public async Task The_same_judgment_may_be_recorded_twice()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        var first = await ada.Records(run, label, 1);
        var second = await ada.Records(run, label, 1);

        Assert.NotEqual(first.Is(HttpStatusCode.Created).Id, second.Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task A_run_may_be_evaluated_while_it_runs()
    {
        var ada = service.User();
        var run = await ada.HasRun(new { status = "running" });
        (await ada.Records(run, await ada.HasBinaryLabel(), 1)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_evaluators_evaluation_names_the_evaluator_and_no_user()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var evaluator = await ada.HasEvaluator(label);

        var created = (await service.Evaluator(ada.Account, evaluator).Records(run, label, 1)).Is(HttpStatusCode.Created);

        Assert.Equal(evaluator, created["created_by_evaluator_id"].GetGuid());
        Assert.Null(created["created_by"].GetString());
    }

    [Fact]
    public async Task An_evaluator_fills_only_its_own_labels()
    {
        var ada = service.User();
        var (run, its, other) = (await ada.HasRun(), await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        var judge = service.Evaluator(ada.Account, await ada.HasEvaluator(its));

        var answer = await judge.Records(run, other, 1);

        answer.Is(HttpStatusCode.Forbidden, "label_not_filled");
        Assert.Equal(other, answer["evaluation_label_id"].GetGuid());
    }

    [Theory]
    [InlineData("""{"evaluation_label_id":"LABEL"}""", "value")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":null}""", "value")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":"1"}""", "value")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":true}""", "value")]
    [InlineData("""{"value":1}""", "evaluation_label_id")]
    [InlineData("""{"evaluation_label_id":"not-a-uuid","value":1}""", "evaluation_label_id")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"created_by":"eve"}""", "created_by")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"confidence":1.01}""", "confidence")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"confidence":-0.01}""", "confidence")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"metadata":[]}""", "metadata")]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"output_name":7}""", "output_name")]
    public async Task A_request_that_is_wrong_in_itself_is_400_and_names_the_field(string body, string field)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        var answer = await ada.Post(
            $"/v1/run/{run}/evaluations", body.Replace("LABEL", label.ToString(), StringComparison.Ordinal));

        answer.Is(HttpStatusCode.BadRequest, "invalid_request");
        Assert.True(answer["errors"].TryGetProperty(field, out var reasons), answer.Text);
        Assert.NotEmpty(reasons[0].GetString()!);
        Assert.Empty((await ada.Get($"/v1/run/{run}/evaluations")).Items);
    }
}
