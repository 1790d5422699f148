using System.IO.Compression;
using System.Text;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Good bodies that are sent as something else, compressed, or too large.</summary>
[Collection(HostileInput.Name)]
public sealed class MediaTypeTests(HostileService service)
{
    private const string NotJson = "must be sent as application/json";

    private static readonly (string Type, string Says)[] Types =
    [
        ("", NotJson), (" ", NotJson), ("text/plain", NotJson), ("text/json", NotJson), ("text/html", NotJson),
        ("application/x-www-form-urlencoded", NotJson), ("multipart/form-data; boundary=x", NotJson),
        ("multipart/form-data", NotJson),
        ("application/octet-stream", NotJson), ("application/xml", NotJson), ("application/jsonp", NotJson),
        ("application/json5", NotJson), ("application/x-ndjson", NotJson), ("application/json-seq", NotJson),
        ("application/merge-patch+json", NotJson), ("application/vnd.api+json", NotJson),
        ("application/problem+json", NotJson),
        ("application/*", NotJson), ("*/*", NotJson), ("application", NotJson), ("json", NotJson), ("/json", NotJson),
        ("application/", NotJson), ("application/json, text/plain", NotJson),
        ("application/json,application/json", NotJson),
        ("application/json/x", NotJson), ("application /json", NotJson), ("\"application/json\"", NotJson),
        ("application/json; charset", NotJson), ("application/json charset=utf-8", NotJson),
        ("application/json; =x", NotJson),
        ("application/json; charset=utf-8; charset=utf-16", "UTF-8"), ("application/json; charset=utf-16", "UTF-8"),
        ("application/json; charset=utf-16; charset=utf-8", "UTF-8"), ("application/json; charset=utf-32", "UTF-8"),
        ("application/json; charset=utf-7", "UTF-8"), ("application/json; charset=iso-8859-1", "UTF-8"),
        ("application/json; charset=us-ascii", "UTF-8"), ("application/json; charset=utf8", "UTF-8"),
        ("application/json; charset=\"\"", "UTF-8"), ("application/json; charset=nonsense", "UTF-8"),
        ("application/json; charset=ibm500", "UTF-8"), ("application/json; CHARSET=UTF-16LE", "UTF-8"),
        ("application/json; charset=\"utf-8 \"", "UTF-8"), ("application/json; charset*=utf-8''utf-16", "UTF-8"),
    ];

    private static readonly (string Name, Func<Stream, Stream> Pack)[] Packings =
    [
        ("gzip", inner => new GZipStream(inner, CompressionLevel.Optimal)),
        ("deflate", inner => new ZLibStream(inner, CompressionLevel.Optimal)),
        ("br", inner => new BrotliStream(inner, CompressionLevel.Optimal)),
    ];

    private static readonly string[] Encodings =
    [
        "x-gzip", "compress", "zstd", "aes128gcm", "GZIP", "gzip, identity", "identity, gzip", "identity, identity", "nonsense",
        "*", "gzip;q=0",
    ];

    /// <summary>Those with long outputs, many items or many ids.</summary>
    private static readonly string[] Large =
    [
        "create_run", "put_run", "create_run_evaluations", "create_evaluations", "describe_evaluations", "measure_agreement",
        "calibrate_evaluator", "compare_runs", "find_coverage", "check_gate",
    ];

    public static TheoryData<Attack> OtherTypes() => new(
        from endpoint in (Endpoint[])[Endpoints.Of("create_run_evaluation"), Endpoints.Of("put_run")]
        from type in Types
        select As(endpoint, $"Content-Type: {type.Type}", type.Says));

    public static TheoryData<Attack> NoOrSeveralTypes() => new(
        from endpoint in Endpoints.WithBody
        from headers in ((string Name, string[] Headers)[])
        [
            ("no type", []), ("two types", [Wire.Json, "Content-Type: text/plain"]),
            ("the type twice", [Wire.Json, Wire.Json]),
        ]
        select new Attack(
            $"{endpoint.Operation}: {headers.Name}",
            endpoint.Head([Wire.Credential, .. headers.Headers, Wire.Length]),
            endpoint.GoodBody!,
            Unsupported(headers.Headers.Length == 0 ? "has no Content-Type" : NotJson)));

    /// <summary>64 MiB of spaces around a good body: small on the wire, and not to be unpacked.</summary>
    public static TheoryData<Attack> Bombs() => new(
        from endpoint in Endpoints.WithBody
        from packing in Packings
        select Encoded(endpoint, packing.Name, Bomb[packing.Name]));

    public static TheoryData<Attack> OtherEncodings() => new(
        from encoding in Encodings
        select Encoded(Endpoints.Of("create_run"), encoding, Endpoints.Of("create_run").GoodBody!));

    public static TheoryData<Attack> TooLarge() => new(
        from endpoint in Endpoints.WithBody
        let limit = Large.Contains(endpoint.Operation) ? 4 * 1024 * 1024 : 64 * 1024
        from size in (int[])[limit + 1, 2 * limit]
        from framing in (string[])["a length", "chunks"]
        let body = endpoint.GoodBody!.Replace('$', 'S').PadRight(size)
        select new Attack(
            $"{endpoint.Operation}: {size} bytes with {framing}",
            endpoint.Head(Wire.Credential, Wire.Json, framing == "chunks" ? Wire.Chunked : Wire.Length),
            framing == "chunks" ? $"{body.Length:x}\r\n{body}\r\n0\r\n\r\n" : body,
            new Verdict(413, "body_too_large", null, $"larger than {limit} bytes"))
        {
            Exhausts = framing == "chunks" && size > 4 * 1024 * 1024 + 1,
        });

    private static readonly Dictionary<string, string> Bomb = Packings.ToDictionary(p => p.Name, p => Packed(p.Pack));

    [Theory]
    [MemberData(nameof(OtherTypes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoOrSeveralTypes), DisableDiscoveryEnumeration = true)]
    public Task A_body_that_is_not_sent_as_JSON_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OtherEncodings), DisableDiscoveryEnumeration = true)]
    public Task A_body_that_is_sent_encoded_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(TooLarge), DisableDiscoveryEnumeration = true)]
    public Task A_body_over_the_limit_is_refused(Attack attack) => service.Withstands(attack);

    private static Attack As(Endpoint endpoint, string type, string says) =>
        new(
            $"{endpoint.Operation}: {type}",
            endpoint.Head(Wire.Credential, type, Wire.Length),
            endpoint.GoodBody!,
            Unsupported(says));

    private static Attack Encoded(Endpoint endpoint, string encoding, string body) =>
        new(
            $"{endpoint.Operation}: Content-Encoding: {encoding}",
            endpoint.Head(Wire.Credential, Wire.Json, $"Content-Encoding: {encoding}", Wire.Length),
            body,
            Unsupported("without a Content-Encoding"));

    private static Verdict Unsupported(string says) => new(415, "unsupported_media_type", null, says);

    private static string Packed(Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var i = 0; i < 64; i++)
                stream.Write(spaces);
        }

        return Encoding.Latin1.GetString(packed.ToArray());
    }
}
