using System.Text;

namespace RunEvaluations.Api.Tests.Input;

public sealed class UnreadableBodyTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" \n\t\r ", "it is empty")]
    [InlineData("{", "not valid JSON at line 1, byte 2")]
    [InlineData("{\n\"name\": x}", "not valid JSON at line 2, byte 9")]
    [InlineData("{'name':'x'}", "not valid JSON")]
    [InlineData("{\"name\":\"x\",}", "not valid JSON")]
    [InlineData("[1,]", "not valid JSON")]
    [InlineData("{\"value\":NaN}", "not valid JSON")]
    [InlineData("{\"value\":Infinity}", "not valid JSON")]
    [InlineData("{\"value\":01}", "not valid JSON")]
    [InlineData("{\"value\":+1}", "not valid JSON")]
    [InlineData("{\"value\":.5}", "not valid JSON")]
    [InlineData("{\"value\":1.}", "not valid JSON")]
    [InlineData("{\"value\":0x10}", "not valid JSON")]
    [InlineData("{\"value\":1 /* one */}", "not valid JSON")]
    [InlineData("{\"value\":1} // one", "something follows its first value")]
    [InlineData("{\"note\":\"a\nb\"}", "not valid JSON")]
    [InlineData("{\"note\":\"a\0b\"}", "not valid JSON")]
    [InlineData("\0", "not valid JSON")]
    [InlineData("{\"note\":\"\\x41\"}", "not valid JSON")]
    [InlineData("{\"note\":\"\\u00g0\"}", "not valid JSON")]
    [InlineData("{\"note\":\"\\ud8\"}", "not valid JSON")]
    [InlineData("{\"note\":\"open}", "not valid JSON")]
    [InlineData("{note:1}", "not valid JSON")]
    [InlineData("{\"a\" 1}", "not valid JSON")]
    [InlineData("]", "not valid JSON")]
    [InlineData("tru", "not valid JSON")]
    [InlineData("{} {}", "something follows its first value")]
    [InlineData("{}{}", "something follows its first value")]
    [InlineData("{},", "something follows its first value")]
    [InlineData("1 2", "something follows its first value")]
    [InlineData("null\nnull", "something follows its first value")]
    [InlineData("\u00A0{}", "not valid JSON")]
    [InlineData("\uFEFF{}", "it begins with a byte order mark")]
    public async Task What_is_not_one_json_value_is_refused(string body, string reason)
    {
        var refusal = await PostAsync(Refusals.Json(body)).RefusalAsync(400, "invalid_body");
        Assert.Contains(reason, refusal.Error(), StringComparison.Ordinal);
        Assert.False(refusal.TryGetProperty("errors", out _));
        Assert.Equal(0, host.Journal.Count);
    }

    [Theory]
    [InlineData("{\"note\":\"\u00ff\"}")]
    [InlineData("{\"note\":\"\u00c0\u0080\"}")]
    [InlineData("{\"note\":\"\u00ed\u00a0\u0080\"}")]
    [InlineData("{\"note\":\"\u00f4\u0090\u0080\u0080\"}")]
    [InlineData("{\"note\":\"\u00e2\u0082\"}")]
    [InlineData("{\"\u00fe\":1}")]
    [InlineData("\u00ff\u00fe{\0}\0")]
    [InlineData("{\"name\":\"n\"} \u0080")]
    public async Task What_is_not_utf8_is_refused(string bytes)
    {
        var refusal = await PostAsync(Refusals.Json(Encoding.Latin1.GetBytes(bytes))).RefusalAsync(400, "invalid_body");
        Assert.Contains("not valid UTF-8", refusal.Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32, '[', ']')]
    [InlineData(33, '[', ']')]
    [InlineData(5000, '[', ']')]
    [InlineData(60_000, '[', ' ')]
    public async Task Nesting_beyond_32_is_refused(int levels, char open, char close)
    {
        // The body's own object is the first level.
        var body = $"{{\"metadata\":{new string(open, levels)}{new string(close, levels == 60_000 ? 1 : levels)}}}";
        var refusal = await PostAsync(Refusals.Json(body)).RefusalAsync(400, "invalid_body");
        Assert.Contains("nested more than 32 levels deep at metadata[0]", refusal.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_of_32_is_accepted_and_comes_back()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 30)) + "{}" + new string('}', 30);
        var sent = "{\"name\":\"n\",\"value\":1,\"comment\":null,\"metadata\":" + deep + "}";
        using var response = await PostAsync(Refusals.Json(sent));
        Assert.Contains(deep, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(HttpContent body) => host.Client.PostAsync("/v1/sample", body);
}
