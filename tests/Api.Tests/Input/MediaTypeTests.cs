using System.Text;

namespace RunEvaluations.Api.Tests.Input;

public sealed class MediaTypeTests(SampleHost host) : IClassFixture<SampleHost>
{
    private const string Body = """{"key":"k","weight":1}""";
    private const string Id = "0198c0de-7a3b-7c4d-8e5f-0123456789ab";

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=\"Utf-8\"; v=1")]
    public async Task Json_in_utf8_is_read(string type)
    {
        using var response = await PostAsync(type);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(null, "no Content-Type")]
    [InlineData("", "no Content-Type")]
    [InlineData("text/plain", "must be sent as application/json")]
    [InlineData("text/json", "must be sent as application/json")]
    [InlineData("application/problem+json", "must be sent as application/json")]
    [InlineData("application/vnd.api+json", "must be sent as application/json")]
    [InlineData("application/*", "must be sent as application/json")]
    [InlineData("*/*", "must be sent as application/json")]
    [InlineData("json", "must be sent as application/json")]
    [InlineData("application/json, application/json", "must be sent as application/json")]
    [InlineData("application/x-www-form-urlencoded", "must be sent as application/json")]
    [InlineData("multipart/form-data; boundary=x", "must be sent as application/json")]
    [InlineData("multipart/form-data", "must be sent as application/json")]
    [InlineData("application/json; charset=utf-16", "must be in UTF-8")]
    [InlineData("application/json; charset=iso-8859-1", "must be in UTF-8")]
    [InlineData("application/json; charset=utf8", "must be in UTF-8")]
    [InlineData("application/json; charset=utf-7", "must be in UTF-8")]
    [InlineData("application/json; charset=nonsense", "must be in UTF-8")]
    [InlineData("application/json; charset=\"\"", "must be in UTF-8")]
    public async Task Anything_else_is_a_415_that_says_why(string? type, string reason)
    {
        var before = host.Journal.Count;
        var refusal = await PostAsync(type).RefusalAsync(415, "unsupported_media_type");
        Assert.Contains(reason, refusal.Error(), StringComparison.Ordinal);
        Assert.Equal(before, host.Journal.Count);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    [InlineData("nonsense")]
    public async Task A_compressed_body_is_a_415(string encoding)
    {
        var refusal = await PostAsync("application/json", encoding).RefusalAsync(415, "unsupported_media_type");
        Assert.Contains("Content-Encoding", refusal.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identity_encoding_is_no_encoding()
    {
        using var response = await PostAsync("application/json", "identity");
        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_success_is_plain_json_whatever_is_accepted()
    {
        string[] accepted = ["application/problem+json", "text/plain", "application/vnd.x+json", "text/json", "bad/"];
        foreach (var accept in accepted)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/sample/{Id}");
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await host.Client.SendAsync(request);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal($"\"{Id}\"", await response.Content.ReadAsStringAsync());
        }
    }

    private Task<HttpResponseMessage> PostAsync(string? type, string? encoding = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return host.Client.PostAsync($"/v1/sample/parts/{Id}", content);
    }
}
