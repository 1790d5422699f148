using System.Net;

namespace RunEvaluations.Api.Tests.Security;

public sealed class EvaluatorCredentialTests(DevelopmentApi service) : IClassFixture<DevelopmentApi>
{
    private static readonly string Active = $"\"{EvaluatorList.Active}\"";

    [Theory]
    [InlineData("sub", null)]
    [InlineData("sub", "\"ann\"")]
    public async Task A_token_that_names_an_evaluator_speaks_for_it_with_or_without_a_user(string claim, string? value)
    {
        var response = await GetAsync(TokenForge.Claims(claim, value, $",\"evaluator_id\":{Active}"));
        Assert.Equal($"acme//{EvaluatorList.Active}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_id_may_be_written_in_capitals()
    {
        var response = await GetAsync(TokenForge.Claims("evaluator_id", Active.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_evaluator_that_is_archived_unknown_or_of_another_account_is_refused()
    {
        string[] payloads =
        [
            TokenForge.Claims("evaluator_id", "\"0198f6a5-2222-7abc-8def-0123456789ab\""),
            TokenForge.Claims("account_id", "\"other\"", $",\"evaluator_id\":{Active}"),
        ];
        foreach (var payload in payloads)
            Assert.Contains("evaluator", await (await GetAsync(payload)).AssertRefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_out_of_reach_is_no_refusal()
    {
        service.Api.Evaluators.OutOfReach = true;
        try
        {
            var response = await GetAsync(TokenForge.Claims("evaluator_id", Active));
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(TokenForge.Claims())).StatusCode);
        }
        finally
        {
            service.Api.Evaluators.OutOfReach = false;
        }
    }

    private Task<HttpResponseMessage> GetAsync(string payload) =>
        service.Api.GetAsync((service.Forge with { Payload = payload }).Build());
}
