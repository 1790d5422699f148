namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>
/// Where a request ends, said in two ways or wrongly: each of these has let somebody's second request through a proxy
/// that read it the other way. Most carry one that would archive the label, and none may be heard.
/// </summary>
[Collection(HostileInput.Name)]
public sealed class FramingTests(HostileService service)
{
    private const string Smuggled =
        "DELETE /v1/evaluation-label/$label HTTP/1.1\r\nHost: $host\r\nAuthorization: Bearer $token\r\nX: ";

    private const string Good = """{"name":"n"}""";

    private static readonly Verdict BadChunks = Verdict.Body("its chunks are malformed");

    private static readonly Endpoint Target = Endpoints.Of("update_evaluation_label");

    private static readonly string[] Lengths =
    [
        "Content-Length: -1", "Content-Length: -12", "Content-Length: 0x0c", "Content-Length: 1e1",
        "Content-Length: 12.0", "Content-Length: 12 12",
        "Content-Length: 12,12", "Content-Length: 12, 12", "Content-Length: 12;q=1", "Content-Length: \"12\"",
        "Content-Length: twelve", "Content-Length: ",
        "Content-Length:", "Content-Length: 9223372036854775808", "Content-Length: 99999999999999999999",
        "Content-Length: 1_2", "Content-Length: \u00b2",
        "Content-Length: 12\r\nContent-Length: 12", "Content-Length: 12\r\nContent-Length: 0",
        "Content-Length: 0\r\nContent-Length: 12",
        "Content-Length: 12\r\ncontent-length: 5", "Content-Length: 1 2", "Content-Length: 12\u00a0",
        "Content-Length: NaN", "Content-Length: ٣",
    ];

    private static readonly string[] Codings =
    [
        "Transfer-Encoding: xchunked", "Transfer-Encoding: chunkedx", "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: cow",
        "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: chunk", "Transfer-Encoding:", "Transfer-Encoding: ,", "Transfer-Encoding: chu nked",
        "Transfer-Encoding: chunked\u000b",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow", "Transfer-Encoding: identity, cow",
        "Transfer-Encoding: 'chunked'", "Transfer-Encoding: chunked\0",
    ];

    /// <summary>Codings that end in chunks, and say that the body is coded once more, or chunked twice.</summary>
    private static readonly string[] CodedTwice =
    [
        "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: cow, chunked",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: cow\r\nTransfer-Encoding: chunked", "Transfer-Encoding: \r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: ,chunked",
    ];

    private static readonly string[] Obfuscated =
    [
        "Transfer-Encoding : chunked", " Transfer-Encoding: chunked", "X: y\r\n Transfer-Encoding: chunked",
        "Transfer-Encoding\t: chunked",
        "Transfer-Encoding\n: chunked", "X: y\nTransfer-Encoding: chunked", "X: y\rTransfer-Encoding: chunked",
        "Transfer-Encoding\0: chunked",
        "Transfer-Encoding:\n chunked", "Transfer-Encoding\r\n: chunked", "\u00a0Transfer-Encoding: chunked",
        ":Transfer-Encoding: chunked",
    ];

    public static TheoryData<Attack> WrongLengths() => new(
        from length in Lengths
        select On(length, [Wire.Utf8(length)], Good + Smuggled, Verdict.Server(400)));

    public static TheoryData<Attack> WrongCodings() => new(
        from coding in Codings
        select On(coding, [coding], Chunks(Good) + Smuggled, Verdict.Server(400)));

    public static TheoryData<Attack> TwoCodings() => new(
        from coding in CodedTwice
        select On(
            coding, [coding], Chunks(Good) + Smuggled,
            Verdict.Wrong("Transfer-Encoding", "must be chunked and nothing else")));

    /// <summary>A body that ends by its chunks with the request behind it, or by its length in the midst of it.</summary>
    public static TheoryData<Attack> BothWays() => new(
        from length in (string[])["Content-Length: 4", "Content-Length: 0", "Content-Length: 22", "Content-Length: $length"]
        from headers in (string[][])[[length, Wire.Chunked], [Wire.Chunked, length], [length, "transfer-encoding: CHUNKED"]]
        select On(
            string.Join(" and ", headers),
            headers,
            Chunks(Good) + Smuggled,
            Verdict.Wrong("Content-Length", "must not be given beside Transfer-Encoding")));

    public static TheoryData<Attack> Hidden() => new(
        from coding in Obfuscated
        select On(coding, [Wire.Length, coding], Chunks(Good) + Smuggled, Verdict.Server(400)));

    public static TheoryData<Attack> WrongChunks() => new(
        from chunks in ((string Name, string Text)[])
        [
            ("no size", "\r\n{}\r\n0\r\n\r\n"), ("no hexadecimal size", "ZZ\r\n{}\r\n0\r\n\r\n"),
            ("a size below zero", "-2\r\n{}\r\n0\r\n\r\n"),
            ("a size with a plus sign", "+2\r\n{}\r\n0\r\n\r\n"), ("a size with 0x", "0x2\r\n{}\r\n0\r\n\r\n"),
            ("a size in quotes", "\"2\"\r\n{}\r\n0\r\n\r\n"),
            ("a size with a space before", " 2\r\n{}\r\n0\r\n\r\n"),
            ("a size with an underscore", "0_2\r\n{}\r\n0\r\n\r\n"),
            ("a size of 64 bits", "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
            ("a size of 72 bits", "FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
            ("a size that wraps round", "100000002\r\n{}\r\n0\r\n\r\n"), ("a size too small", "1\r\n{}\r\n0\r\n\r\n"),
            ("a size too large", "3\r\n{}\r\n0\r\n\r\n"),
            ("a bare line feed behind the size", "2\n{}\r\n0\r\n\r\n"),
            ("a bare carriage return behind the size", "2\r{}\r\n0\r\n\r\n"),
            ("a bare line feed behind the chunk", "2\r\n{}\n0\r\n\r\n"),
            ("nothing behind the chunk", "2\r\n{}0\r\n\r\n"),
            ("a bare line feed in an extension", "2;a\nxx\r\n{}\r\n0\r\n\r\n"),
            ("a line feed at an extension's end", "2;a\n{}\r\n0\r\n\r\n"),
            ("a bare carriage return in an extension", "2;a\rxx\r\n{}\r\n0\r\n\r\n"),
            ("a NUL for a size", "\0\r\n{}\r\n0\r\n\r\n"),
            ("letters that are not ASCII", "\u00b2\r\n{}\r\n0\r\n\r\n"),
        ]
        select On(chunks.Name, [Wire.Chunked], chunks.Text + Smuggled, BadChunks));

    public static TheoryData<Attack> CutOff() => new(
        from request in ((string Name, string Head, string Body)[])
        [
            ("within the method", "PU", ""), ("within the target", "PUT /v1/runs", ""),
            ("behind the request line", "PUT /v1/runs HTTP/1.1\r\n", ""),
            ("within a header", "PUT /v1/runs HTTP/1.1\r\nHost: $ho", ""),
            ("before the empty line", Head(Wire.Length)[..^2], ""),
            ("before the body", Head("Content-Length: 12"), ""),
            ("within the body", Head("Content-Length: 12"), Good[..6]),
            ("before the last byte", Head("Content-Length: 12"), Good[..^1]),
            ("before the first chunk", Head(Wire.Chunked), ""),
            ("within a size", Head(Wire.Chunked), "c"), ("within a chunk", Head(Wire.Chunked), $"c\r\n{Good[..6]}"),
            ("behind a chunk", Head(Wire.Chunked), $"c\r\n{Good}"),
            ("before the last chunk", Head(Wire.Chunked), $"c\r\n{Good}\r\n"),
            ("within the last chunk", Head(Wire.Chunked), $"c\r\n{Good}\r\n0\r\n"),
            ("within the trailers", Head(Wire.Chunked), $"c\r\n{Good}\r\n0\r\nX: y"),
        ]
        select new Attack($"it ends {request.Name}", request.Head, request.Body, Verdict.Server(400)) { Stops = true });

    [Theory]
    [MemberData(nameof(WrongLengths), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongCodings), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(TwoCodings), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BothWays), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Hidden), DisableDiscoveryEnumeration = true)]
    public Task A_body_whose_end_is_in_doubt_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(WrongChunks), DisableDiscoveryEnumeration = true)]
    public Task Malformed_chunks_are_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(CutOff), DisableDiscoveryEnumeration = true)]
    public Task What_ends_early_is_not_done(Attack attack) => service.Withstands(attack);

    private static Attack On(string name, string[] headers, string body, Verdict verdict) =>
        new(Wire.Shown(name), Head(headers), body, verdict);

    private static string Head(params string[] headers) => Target.Head([Wire.Credential, Wire.Json, .. headers]);

    private static string Chunks(string body) => $"{body.Length:x}\r\n{body}\r\n0\r\n\r\n";
}
