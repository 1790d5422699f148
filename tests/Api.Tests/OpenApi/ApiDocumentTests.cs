using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.Contract;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.OpenApi;

/// <summary>What the service says of itself: approved, so that a change of the contract is a visible diff.</summary>
public sealed class ApiDocumentTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_served_document_is_the_approved_one()
    {
        var approved = Path.Combine(Checkout.Root, "docs", "openapi.json");
        var served = (await Served()).ToJsonString(Indented) + "\n";

        // APPROVE=1 ./test takes what is served as the new approved document, for the change to be reviewed as a diff.
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            await File.WriteAllTextAsync(approved, served);
        Assert.Equal(await File.ReadAllTextAsync(approved), served);
    }

    [Fact]
    public async Task Nothing_of_the_published_contract_is_missing_or_narrowed() =>
        Assert.Empty(ContractComparison.Losses(PublishedContract.Document, await Served()));

    [Fact]
    public async Task A_loss_is_noticed()
    {
        var served = await Served();
        const string List = "/v1/run/{id}/evaluations";
        served["paths"]![List]!["post"]!["responses"]!.AsObject().Remove("404");
        served["paths"]!.AsObject().Remove("/v1/run/{run_id}/evaluation/{evaluation_id}");
        served["components"]!["schemas"]!["RunEvaluation"]!["properties"]!.AsObject().Remove("output_name");
        served["components"]!["schemas"]!["RunEvaluation"]!["properties"]!["value"]!["type"] = "string";
        served["components"]!["schemas"]!["CreateEvaluationRequest"]!["required"]!.AsArray().Add("comment");

        Assert.Equal(
            [
                $"{List} get 200[].output_name is missing",
                $"{List} get 200[].value is string, not number",
                $"{List} post 201.output_name is missing",
                $"{List} post 201.value is string, not number",
                $"{List} post 404 is missing",
                $"{List} post body.comment is required",
                "/v1/run/{run_id}/evaluation/{evaluation_id} get is missing",
                "/v1/run/{run_id}/evaluation/{evaluation_id} put is missing",
            ],
            ContractComparison.Losses(PublishedContract.Document, served).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_is_described_with_its_refusals()
    {
        var served = await Served();
        var operations = served["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).ToList();

        Assert.InRange(operations.Count, 18, int.MaxValue);
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value!["summary"]!.GetValue<string>());
            Assert.NotEmpty(operation.Value["operationId"]!.GetValue<string>());
            Assert.All(["400", "401", "403", "429", "503"], status => Assert.NotNull(operation.Value["responses"]![status]));
        });
    }

    [Fact]
    public async Task There_is_a_page_to_try_it()
    {
        var page = (await service.Anonymous().Get("/docs/index.html")).Is(HttpStatusCode.OK);
        Assert.Contains("swagger-ui", page.Text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Served() =>
        JsonNode.Parse((await service.Anonymous().Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Text)!;
}
