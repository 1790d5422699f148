namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Methods that a path does not take, and headers that would change the method.</summary>
[Collection(HostileInput.Name)]
public sealed class MethodTests(HostileService service)
{
    private static readonly Verdict NotAllowed = new(405, "method_not_allowed", null, "the Allow header names those that do");
    private static readonly Verdict NoPath = new(404, "route_not_found", null, "names no path");

    private static readonly string[] Methods =
    [
        "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "TRACK", "DEBUG", "PROPFIND", "PROPPATCH", "MKCOL",
        "COPY", "MOVE", "LOCK",
        "SEARCH", "REPORT", "LINK", "PURGE", "BREW", "get", "Post", "dElEtE", "GETS", "G", "GET!", "X-Y_Z.1", "QUERY",
    ];

    private static readonly (string Method, int Status)[] NoMethods =
    [
        ("", 400), (" GET", 400), ("GET\t", 400), ("GE T", 400), ("GET,POST", 400), ("\"GET\"", 400), ("G\u00c9T", 400),
        ("GET\0", 400),
        ("(GET)", 400), ("GET/", 400), ("GET:", 400), ("{}", 400), ("@", 400),
    ];

    private static readonly string[] Overrides =
    [
        "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: DELETE",
        "X-Original-Method: DELETE",
        "X-Rewrite-URL: /v1/evaluators", "X-Original-URL: /v1/evaluators", "X-Forwarded-Prefix: /x",
        "X-Forwarded-Host: evil.example",
        "Forwarded: host=evil.example;proto=ftp", "X-Forwarded-Proto: javascript", "X-Forwarded-For: 127.0.0.1, ::1, x",
        "Max-Forwards: 0",
        "Range: bytes=0-0", "Range: bytes=9-1,,x", "If-Range: x", "TE: trailers, gzip;q=9", "Accept: */*;q=x",
        "Accept: ,,,;", "Accept-Charset: utf-16",
        "Accept-Encoding: gzip, br, x;q=2", "Accept-Language: ../../x", "Accept: application/xml", "Cookie: a=\"; b",
        "Referer: javascript:x",
        "Origin: null", "Prefer: return=minimal", "Pragma: x", "Cache-Control: only-if-cached, max-age=-1",
        "traceparent: x", "traceparent: 00-0-0-0",
        "tracestate: =,=,", "baggage: a=%ZZ,=", "Date: yesterday", "Via: 1.1 x, 1.1 x", "Expect: 100-continue",
        "Expect:", "Upgrade: h2c\r\nConnection: Upgrade",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
        "Upgrade: TLS/1.0\r\nConnection: Upgrade",
        "Connection: Authorization", "Connection: keep-alive, Host", "Keep-Alive: timeout=999999, max=0",
        "Content-Type: x", "Content-Encoding: gzip",
    ];

    public static TheoryData<Attack> NotTaken() => new(
        from pair in Endpoints.All.GroupBy(e => e.Path).Spread(Methods, 3)
        let path = pair.Place
        let method = pair.Row
        let taken = path.Select(e => e.Method).ToList()
        where !taken.Contains(method, StringComparer.OrdinalIgnoreCase)
        select new Attack(
            $"{method} {path.Key}", Wire.Head(method, path.Key, Wire.Credential), "", NotAllowed));

    public static TheoryData<Attack> Invalid() => new(
        from method in NoMethods
        select new Attack(
            Wire.Shown(method.Method), Wire.Head(method.Method, "/v1/runs", Wire.Credential), "", Verdict.Server(method.Status)));

    public static TheoryData<Attack> Tunnels() => new(
        from target in ((string Target, Verdict Expected)[])
        [
            ("$host", NoPath), ("evil.example:443", Verdict.Server(400)), ("*", Verdict.Server(405)),
            ("/v1/runs", NotAllowed),
            ("http://$host/v1/runs", NotAllowed),
        ]
        select new Attack(
            $"CONNECT {target.Target}", Wire.Head("CONNECT", target.Target, Wire.Credential), "", target.Expected));

    public static TheoryData<Attack> Overridden() => new(
        from header in Overrides
        select new Attack(header, Wire.Get("/v1/evaluation-label/$label", header), "", Verdict.Ordinary));

    [Theory]
    [MemberData(nameof(NotTaken), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Tunnels), DisableDiscoveryEnumeration = true)]
    public Task A_method_that_is_not_taken_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(Overridden), DisableDiscoveryEnumeration = true)]
    public Task A_header_never_makes_a_read_anything_else(Attack attack) => service.Withstands(attack);
}
