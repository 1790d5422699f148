using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Idempotency;
using RunEvaluations.Api.Tests.Security;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Idempotency;

public sealed class KeyHeaderTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Visible = "!#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~";

    [Theory]
    [InlineData("a", "a")]
    [InlineData(Visible, Visible)]
    [InlineData("a\"b", "a\"b")]
    [InlineData("\"a\"", "a")]
    [InlineData("\"8e03978e-40d5-43e8-bc93-6894a57f9324\"", "8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("\"\\\"a\\\"\"", "\"a\"")]
    [InlineData("\"\\\\\"", "\\")]
    public void A_key_may_come_bare_or_as_a_string(string header, string key) =>
        Assert.Equal(key, IdempotencyKeyHeader.Parse(header));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("ä")]
    [InlineData("🙂")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"a")]
    [InlineData("\"a b\"")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"a\";p=1")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\\b\"")]
    public void What_is_neither_is_malformed(string header) => Assert.Null(IdempotencyKeyHeader.Parse(header));

    [Fact]
    public void A_key_has_at_most_255_characters_without_its_quotes()
    {
        Assert.NotNull(IdempotencyKeyHeader.Parse(new string('x', 255)));
        Assert.NotNull(IdempotencyKeyHeader.Parse($"\"{new string('x', 255)}\""));
        Assert.Null(IdempotencyKeyHeader.Parse(new string('x', 256)));
        Assert.Null(IdempotencyKeyHeader.Parse($"\"{new string('x', 256)}\""));
    }

    [Fact]
    public async Task A_key_and_the_same_in_quotes_are_one()
    {
        var ada = service.User();

        var bare = await ada.PostWithKey("/v1/runs", new { status = "running" }, "k");

        (await ada.PostWithKey("/v1/runs", new { status = "running" }, "\"k\"")).IsTheAnswerAgain(bare);
    }

    [Theory]
    [InlineData("Idempotency-Key: a b")]
    [InlineData("Idempotency-Key:")]
    [InlineData("Idempotency-Key: a\r\nIdempotency-Key: a")]
    public async Task A_malformed_key_and_two_of_them_are_refused_by_name_and_nothing_is_done(string headers)
    {
        var ada = service.User();

        var answer = await RawHttp.SendAsync(
            service.Address,
            $"POST /v1/runs HTTP/1.1\r\nHost: {service.Address.Authority}\r\nConnection: close\r\n{headers}\r\n"
            + $"Authorization: Bearer {service.Token(ada.Account, "ada")}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 20\r\n\r\n{\"status\":\"running\"}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]);
        Assert.Equal("invalid_request", body.RootElement.GetProperty("code").GetString());
        Assert.True(body.RootElement.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
        Assert.Empty((await ada.Get("/v1/runs")).Items);
    }

    [Fact]
    public async Task Other_methods_pay_no_heed_to_it()
    {
        var ada = service.User();
        var run = await ada.HasRun();
        (HttpMethod, object?)[] requests =
            [(HttpMethod.Get, null), (HttpMethod.Put, new { status = "failed" }), (HttpMethod.Put, new { status = "running" })];

        foreach (var (method, body) in requests)
        {
            foreach (var key in new[] { "k", "not a key" })
            {
                var answer = await ada.Send(method, $"/v1/run/{run}", body, ("Idempotency-Key", key));

                Assert.False(answer.Is(HttpStatusCode.OK).IsReplayed());
            }
        }
    }
}
