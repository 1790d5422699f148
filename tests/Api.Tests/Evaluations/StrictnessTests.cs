using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

/// <summary>
/// Input that must not get through, sent to the service as it is: a 4xx with a reason, and nothing written. The rules
/// themselves are tested case by case beside the code that reads input.
/// </summary>
public sealed class StrictnessTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"value":1}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"VALUE":1}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1e400}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":-1e400}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":NaN}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":"NaN"}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":Infinity}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":01}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1} {}""", 400)]
    [InlineData("""[{"evaluation_label_id":"LABEL","value":1}]""", 400)]
    [InlineData("null", 400)]
    [InlineData("", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"comment":"a\u0000b"}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"comment":"\ud800"}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"metadata":{"a\u0000":1}}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"metadata":{"\udc00":1}}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"metadata":{"a":1e999}}""", 400)]
    [InlineData("""{"evaluation_label_id":"LABEL","value":1,"metadata":{"a":1,"a":2}}""", 400)]
    [InlineData("""{"evaluation_label_id":"{LABEL}","value":1}""", 400)]
    [InlineData("""{"evaluation_label_id":"(LABEL)","value":1}""", 400)]
    [InlineData("""{"evaluation_label_id":" LABEL","value":1}""", 400)]
    [InlineData("""{"evaluation_label_id":"urn:uuid:LABEL","value":1}""", 400)]
    public async Task A_body_that_is_not_as_it_must_be_writes_nothing(string body, int status)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        var answer = await ada.Post(
            $"/v1/run/{run}/evaluations", body.Replace("LABEL", $"{label}", StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.Contains(answer.Code, (string[])["invalid_body", "invalid_request"]);
        Assert.Empty((await ada.Get($"/v1/run/{run}/evaluations")).Items);
    }

    [Theory]
    [InlineData(32, 201)]
    [InlineData(33, 400)]
    public async Task Nesting_ends_at_32(int depth, int status)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        // The body and metadata are two levels.
        var nested = string.Concat(Enumerable.Repeat("""{"a":""", depth - 2)) + "{}" + new string('}', depth - 2);
        var body = $$"""{"evaluation_label_id":"{{label}}","value":1,"metadata":{{nested}}}""";

        Assert.Equal(status, (await ada.Post($"/v1/run/{run}/evaluations", body)).Status);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_media_type_or_charset_is_415(string? contentType)
    {
        var ada = service.User();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/v1/runs"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Token(ada.Account, "ada"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"status":"running"}"""));
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var client = new HttpClient();
        using var response = await client.SendAsync(request);

        (await Answer.Read(response)).Is(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.Empty((await ada.Get("/v1/runs")).Items);
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_413()
    {
        var ada = service.User();
        var body = new { name = new string('x', 64 * 1024), value_type = "binary" };
        var answer = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        Assert.Equal(64 * 1024, answer["max_bytes"].GetInt32());
    }

    [Theory]
    [InlineData("/v1/run/{0:N}")]
    [InlineData("/v1/run/{0:B}")]
    [InlineData("/v1/run/{0:P}")]
    [InlineData("/v1/run/{0:X}")]
    [InlineData("/v1/run/{0}%00")]
    [InlineData("/v1/run/%20{0}")]
    [InlineData("/v1/run/1/evaluations")]
    [InlineData("/v1/run/{0}/evaluation/1")]
    [InlineData("/v1/run/{0}/evaluations?%FF=1")]
    [InlineData("/v1/run/{0}/evaluations?limit=1%00")]
    [InlineData("/v1/run/{0}?verbose=true")]
    public async Task A_path_or_query_that_cannot_be_read_is_400(string path)
    {
        var ada = service.User();
        var run = await ada.HasRun();
        Assert.Equal(400, (await ada.Get(string.Format(null, path, run))).Status);
    }

    [Fact]
    public async Task Unknown_routes_and_wrong_methods_answer_in_the_same_body()
    {
        var ada = service.User();
        (await ada.Get("/v1/nothing")).Is(HttpStatusCode.NotFound, "route_not_found");
        (await service.Anonymous().Get("/v2")).Is(HttpStatusCode.NotFound, "route_not_found");
        var refused = (await ada.Delete("/v1/runs")).Is(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Equal("GET, HEAD, POST", refused.Headers["Allow"]);
    }

    [Fact]
    public async Task A_problem_document_says_the_same()
    {
        var ada = service.User();
        var answer = await ada.Send(
            HttpMethod.Get, $"/v1/run/{UniqueId.Next()}", null, ("Accept", "application/problem+json"));

        answer.Is(HttpStatusCode.NotFound);
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("run_not_found", answer.Code);
        Assert.Equal(404, answer["status"].GetInt32());
        Assert.Equal("Not Found", answer["title"].GetString());
        Assert.NotEmpty(answer["detail"].GetString()!);
    }

    [Fact]
    public async Task Odd_texts_that_are_allowed_come_back_exactly()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        const string Odd = " \t\u0001\u007f\u00a0\u200b\u202e\ufeff e\u0301 \u00e9 \U0001F469\u200D\U0001F4BB \uffff '\"\\/<!-- ";

        var created = await ada.Post(
            $"/v1/run/{run}/evaluations",
            new { evaluation_label_id = label, value = 1, comment = Odd, output_name = Odd, field_path = "" });
        var read = await ada.Get(Story.PathOf(created.Is(HttpStatusCode.Created)));

        Assert.Equal(Odd, read["comment"].GetString());
        Assert.Equal(Odd, read["output_name"].GetString());
        Assert.Equal("", read["field_path"].GetString());
    }
}
