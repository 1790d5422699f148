using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace RunEvaluations.Api.Tests.Input;

public sealed class RawRequestTests(SampleHost host) : IClassFixture<SampleHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("GET /v1/sample HTTP/1.1\nHost: x\nConnection: close\n\n")]
    [InlineData("GET /v1/sample HTTP/1.1\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /v1/sample HTTP/1.1\r\nHost: x\nConnection: close\r\n\r\n")]
    [InlineData("GET /v1/sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\n")]
    public async Task A_bare_line_feed_is_refused_by_the_server(string request) =>
        Assert.StartsWith("HTTP/1.1 400 ", await SendAsync(request), StringComparison.Ordinal);

    [Fact]
    public async Task Oversized_headers_are_refused_by_the_server()
    {
        var request = $"GET /v1/sample HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 40_000)}\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 431 ", await SendAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_request_line_is_refused_by_the_server() =>
        Assert.StartsWith(
            "HTTP/1.1 414 ",
            await SendAsync($"GET /v1/sample?output_name={new string('a', 66_000)} HTTP/1.1\r\nHost: x\r\n\r\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("/v1/sample/a%00b")]
    [InlineData("/v1/sample/a\0b")]
    [InlineData("/v1/sample?output_name=a\0b")]
    [InlineData("/v1/sample/\u00e9")]
    [InlineData("/v1/sample?output_name=\u00e9")]
    [InlineData("/v1/sample?output_name=%00")]
    [InlineData("/v1/sample?output_name=%FF")]
    public async Task A_target_that_is_not_text_is_a_400(string target) =>
        Assert.StartsWith(
            "HTTP/1.1 400 ",
            await SendAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("ZZ\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\n{}\r\n0\r\n\r\n")]
    [InlineData("-2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}XX0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n")]
    public async Task Malformed_chunks_are_a_400(string chunks)
    {
        var answer = await SendAsync(
            "POST /v1/sample HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"invalid_body\"", answer, StringComparison.Ordinal);
        Assert.Contains("its chunks are malformed", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Exception is not null);
    }

    [Theory]
    [InlineData("Content-Length: 70000", 65536)]
    [InlineData("Content-Length: 9223372036854775807", 65536)]
    public async Task A_length_over_the_limit_is_refused_before_the_body_is_sent(string length, int limit)
    {
        var answer = await SendAsync(
            $"POST /v1/sample HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n" +
            "Expect: 100-continue\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains($"\"max_bytes\":{limit}", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 1, 2")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Transfer-Encoding: gzip")]
    public async Task A_length_that_means_nothing_is_refused(string header)
    {
        var answer = await SendAsync(
            $"POST /v1/sample HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{header}\r\nConnection: close\r\n\r\n{{}}");
        Assert.Matches(@"\AHTTP/1\.1 4\d\d ", answer);
    }

    [Fact]
    public async Task A_post_without_any_body_is_a_400()
    {
        var answer = await SendAsync("POST /v1/sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("it is empty", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_chunked_body_is_a_400()
    {
        var answer = await SendAsync(
            "POST /v1/sample HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("it is empty", answer, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(string request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);

        // Not to the end of the connection: the server may keep it open for what the request has announced.
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(answer.ToString()) && await stream.ReadAsync(buffer, patience.Token) is > 0 and var read)
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));

        return answer.ToString();
    }

    private static bool IsWhole(string answer)
    {
        var parts = answer.Split("\r\n\r\n", 2);
        var length = Regex.Match(parts[0], "Content-Length: ([0-9]+)");
        return parts.Length == 2 && length.Success
            && parts[1].Length == int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
