using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Contract;

public sealed class PublishedContractTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Path = "/v1/run/x/evaluation/y";

    [Fact]
    public void The_contract_speaks_of_fourteen_answers_of_four_operations() =>
        Assert.Equal(12, PublishedContract.Answers.Count());

    [Theory]
    [InlineData("""{"id":"01a1fb8a-acff-7a2b-86e1-8b507436280c"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"id":"7","account_id":"a","run_id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","evaluation_label_id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","value":1,"created_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","account_id":"a","run_id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","evaluation_label_id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","value":"1","created_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","account_id":"a","run_id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","evaluation_label_id":"01a1fb8a-acff-7a2b-86e1-8b507436280c","value":1,"created_at":"2026-01-01T00:00:00Z","updated_at":null}""")]
    public void An_answer_that_breaks_the_contract_is_noticed(string body) =>
        Assert.NotEmpty(PublishedContract.Faults(HttpMethod.Get, Path, 200, body));

    [Fact]
    public async Task Every_answer_that_the_contract_documents_is_given_and_keeps_to_it()
    {
        var ada = service.User();
        var evaluation = await ada.HasEvaluation(value: 1);
        var (list, one) = ($"/v1/run/{evaluation["run_id"].GetGuid()}/evaluations", Story.PathOf(evaluation));
        var (noList, noOne) = ($"/v1/run/{UniqueId.Next()}/evaluations", $"{one[..^36]}{UniqueId.Next()}");
        var label = evaluation["evaluation_label_id"].GetGuid();
        var (create, change) = (new { evaluation_label_id = label, value = 2 }, new { value = 3 });
        var anyone = service.Anonymous();

        // The client holds each of them against the contract.
        (HttpMethod, string, object?, HttpStatusCode, HttpStatusCode)[] operations =
        [
            (HttpMethod.Get, list, null, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (HttpMethod.Post, list, create, HttpStatusCode.Created, HttpStatusCode.NotFound),
            (HttpMethod.Get, one, null, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (HttpMethod.Put, one, change, HttpStatusCode.OK, HttpStatusCode.NotFound),
        ];
        foreach (var (method, path, body, success, missing) in operations)
        {
            (await ada.Send(method, path, body)).Is(success);
            (await ada.Send(method, path == list ? noList : noOne, body)).Is(missing);
            var refused = (await anyone.Send(method, path, body)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal("Bearer", refused.Headers["WWW-Authenticate"]);
        }
    }
}
