using RunEvaluations.Api.Input;

namespace RunEvaluations.Api.Tests.Input;

public sealed class BodySizeTests(SampleHost host) : IClassFixture<SampleHost>
{
    private const int Small = 64 * 1024;
    private const int Large = 4 * 1024 * 1024;

    [Theory]
    [InlineData("/v1/sample/picky", "word", Small, false)]
    [InlineData("/v1/sample/picky", "word", Small, true)]
    [InlineData("/v1/sample/large", "text", Large, false)]
    [InlineData("/v1/sample/large", "text", Large, true)]
    [InlineData("/v1/sample/batch", "word", Large, false)]
    [InlineData("/v1/sample/batch", "word", Large, true)]
    public async Task A_body_of_the_limit_is_read(string path, string member, int bytes, bool chunked)
    {
        using var response = await PostAsync(path, Body(path, member, bytes), chunked);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(bytes, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Theory]
    [InlineData("/v1/sample/picky", "word", Small, 1, false)]
    [InlineData("/v1/sample/picky", "word", Small, 1, true)]
    [InlineData("/v1/sample/picky", "word", Small, 1_000_000, false)]
    [InlineData("/v1/sample/picky", "word", Small, 1_000_000, true)]
    [InlineData("/v1/sample/large", "text", Large, 1, false)]
    [InlineData("/v1/sample/large", "text", Large, 1, true)]
    [InlineData("/v1/sample/large", "text", Large, 1_000_000, true)]
    [InlineData("/v1/sample/batch", "word", Large, 1, false)]
    [InlineData("/v1/sample/batch", "word", Large, 1, true)]
    [InlineData("/v1/sample/batch", "word", Large, 1_000_000, true)]
    public async Task A_body_over_the_limit_is_a_413_that_names_it(
        string path, string member, int limit, int over, bool chunked)
    {
        var refusal = await PostAsync(path, Body(path, member, limit + over), chunked).RefusalAsync(413, "body_too_large");
        Assert.Equal(limit, refusal.GetProperty("max_bytes").GetInt32());
        Assert.Contains($"{limit} bytes", refusal.Error(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Exception is not null);
    }

    [Fact]
    public async Task All_limits_are_settable()
    {
        var own = new SampleHost { Limits = new InputLimits { MaxBodyBytes = 100, MaxRunBodyBytes = 200, MaxBatchBodyBytes = 300 } };
        await own.InitializeAsync();

        var small = own.Client.PostAsync("/v1/sample/picky", Refusals.Json(Body("", "word", 101)));
        Assert.Equal(100, (await small.RefusalAsync(413, "body_too_large")).GetProperty("max_bytes").GetInt32());
        using var passes = await own.Client.PostAsync("/v1/sample/large", Refusals.Json(Body("", "text", 200)));
        Assert.True(passes.IsSuccessStatusCode);
        var large = own.Client.PostAsync("/v1/sample/large", Refusals.Json(Body("", "text", 201)));
        Assert.Equal(200, (await large.RefusalAsync(413, "body_too_large")).GetProperty("max_bytes").GetInt32());
        using var together = await own.Client.PostAsync("/v1/sample/batch", Refusals.Json(Body("batch", "word", 300)));
        Assert.True(together.IsSuccessStatusCode);
        var batch = own.Client.PostAsync("/v1/sample/batch", Refusals.Json(Body("batch", "word", 301)));
        Assert.Equal(300, (await batch.RefusalAsync(413, "body_too_large")).GetProperty("max_bytes").GetInt32());

        await own.DisposeAsync();
    }

    private static string Body(string path, string member, int bytes)
    {
        var batch = path.EndsWith("batch", StringComparison.Ordinal);
        var frame = batch ? $$"""[{"{{member}}":""}]""" : $$"""{"{{member}}":""}""";
        return frame.Insert(frame.LastIndexOf('"'), new string('x', bytes - frame.Length));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Refusals.Json(body) };
        request.Headers.TransferEncodingChunked = chunked;
        return await host.Client.SendAsync(request);
    }
}
