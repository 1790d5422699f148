using System.Text.Json;
using RunEvaluations.Api.Tests.Input;

namespace RunEvaluations.Api.Tests.Errors;

public sealed class ErrorBodyTests(SampleHost host) : IClassFixture<SampleHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/sample/a/b/c")]
    [InlineData("/V1/nothing?limit=x")]
    public Task An_unknown_route_is_a_404(string path) =>
        host.Client.GetAsync(new Uri(path, UriKind.Relative)).RefusalAsync(404, "route_not_found");

    [Fact]
    public async Task A_wrong_method_is_a_405_that_keeps_allow()
    {
        using var response = await host.Client.DeleteAsync(new Uri("/v1/sample", UriKind.Relative));
        await Task.FromResult(response).RefusalAsync(405, "method_not_allowed");
    }

    [Fact]
    public async Task Allow_names_the_methods()
    {
        using var response = await host.Client.DeleteAsync(new Uri("/v1/sample", UriKind.Relative));
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("invalid", 400)]
    [InlineData("forbidden", 403)]
    [InlineData("not_found", 404)]
    [InlineData("conflict", 409)]
    [InlineData("refused", 422)]
    public async Task Each_kind_of_error_has_its_status(string kind, int status)
    {
        var body = await GetAsync("/v1/sample/error/" + kind).RefusalAsync(status, "some_code");
        Assert.Equal("Some sentence.", body.Error());
        Assert.Equal(4, body.EnumerateObject().Count());
    }

    [Theory]
    [InlineData(400, "invalid_request")]
    [InlineData(401, "unauthenticated")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not_found")]
    [InlineData(409, "conflict")]
    [InlineData(413, "body_too_large")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(418, "im_a_teapot")]
    [InlineData(429, "too_many_requests")]
    [InlineData(499, "client_closed_request")]
    [InlineData(503, "unavailable")]
    [InlineData(599, "error")]
    public Task A_status_without_a_body_gets_one(int status, string code) =>
        GetAsync($"/v1/sample/empty/{status}").RefusalAsync(status, code);

    [Fact]
    public async Task A_401_says_how_to_authenticate()
    {
        using var response = await GetAsync("/v1/sample/empty/401");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Facts_of_the_broken_rule_stand_beside_the_rest()
    {
        using var response = await GetAsync("/v1/sample/refused");
        var text = await response.Content.ReadAsStringAsync();
        var trace = JsonDocument.Parse(text).RootElement.GetProperty("trace_id").GetString();

        Assert.Equal(
            $$"""
            {"error":"Quality takes 1 to 5; 6 was received.","code":"value_out_of_range","status":422,"trace_id":"{{trace}}",
            "label_id":"0198c0de-7a3b-7c4d-8e5f-0123456789ab","label_name":"Qualität <b>","min_value":1,"max_value":null,
            "categories":["yes","no"],"fact_status":"running"}
            """.ReplaceLineEndings(""),
            text);
    }

    [Fact]
    public async Task The_same_is_told_as_a_problem()
    {
        using var response = await GetAsync("/v1/sample/refused", "application/problem+json");
        var text = await response.Content.ReadAsStringAsync();
        var trace = JsonDocument.Parse(text).RootElement.GetProperty("trace_id").GetString();

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("Accept", response.Headers.Vary.Single());
        Assert.Equal(
            $$"""
            {"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"Quality takes 1 to 5; 6 was received.",
            "code":"value_out_of_range","trace_id":"{{trace}}",
            "label_id":"0198c0de-7a3b-7c4d-8e5f-0123456789ab","label_name":"Qualität <b>","min_value":1,"max_value":null,
            "categories":["yes","no"],"fact_status":"running"}
            """.ReplaceLineEndings(""),
            text);
    }

    [Theory]
    [InlineData("/v1/nothing", "route_not_found")]
    [InlineData("/v1/sample?limit=x", "invalid_request")]
    [InlineData("/v1/sample/broken", "internal_error")]
    [InlineData("/v1/sample?output_name=%FF", "invalid_request")]
    public async Task Whoever_refuses_a_problem_can_be_had(string path, string code)
    {
        using var response = await GetAsync(path, "application/problem+json");
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.Equal((int)response.StatusCode, body.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/sample", 405)]
    public async Task A_head_request_gets_the_headers_alone(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_trace_id_is_the_callers_own()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        var body = await host.Client.SendAsync(request).RefusalAsync(404, "route_not_found");
        Assert.Equal(trace, body.GetProperty("trace_id").GetString());
    }

    [Theory]
    [InlineData("/v1/sample/broken")]
    [InlineData("/v1/sample/cancelled")]
    public async Task An_exception_is_a_500_that_says_nothing_and_is_logged_with_the_trace(string path)
    {
        var body = await GetAsync(path).RefusalAsync(500, "internal_error");

        Assert.DoesNotContain("inner words", body.ToString(), StringComparison.Ordinal);
        var trace = body.GetProperty("trace_id").GetString()!;
        var logged = Assert.Single(host.Logs.Entries, entry => entry.Message.Contains(trace, StringComparison.Ordinal));
        Assert.NotNull(logged.Exception);
    }

    [Theory]
    [InlineData("/v1/sample/begun")]
    [InlineData("/v1/sample/begun?answered=true")]
    public async Task An_answer_that_has_begun_is_cut_off_rather_than_ended(string path)
    {
        var request = new Uri(path, UriKind.Relative);
        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetStringAsync(request));
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_error()
    {
        var own = new SampleHost();
        await own.InitializeAsync();
        using var leaving = new CancellationTokenSource();
        var sent = own.Client.GetAsync(new Uri("/v1/sample/waiting", UriKind.Relative), leaving.Token);
        await own.Journal.Waiting.Task.WaitAsync(Patience);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        await own.Journal.Left.Task.WaitAsync(Patience);

        // Stopping waits for every request, so that nothing can be logged after it.
        await own.DisposeAsync();
        Assert.Empty(own.Logs.Entries);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.Add("Accept", accept);
        return await host.Client.SendAsync(request);
    }
}
