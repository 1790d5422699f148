namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Request lines and headers that are no proper HTTP.</summary>
[Collection(HostileInput.Name)]
public sealed class HeaderTests(HostileService service)
{
    private const string Line = "GET /v1/runs HTTP/1.1\r\n";
    private const string Host = "Host: $host\r\n";

    /// <summary>What the server lets through and the service does not.</summary>
    private const int NotAName = 1;

    private static readonly (string Name, string Head, int Status)[] Lines =
    [
        ("HTTP/0.9", "GET /v1/runs\r\n", 400), ("HTTP/0.9 with a line", "GET /v1/runs\r\n" + Host + "\r\n", 400),
        ("HTTP/1.2", "GET /v1/runs HTTP/1.2\r\n" + Host + "\r\n", 505),
        ("HTTP/2.0", "GET /v1/runs HTTP/2.0\r\n" + Host + "\r\n", 505),
        ("HTTP/3", "GET /v1/runs HTTP/3\r\n" + Host + "\r\n", 400),
        ("HTTP/1", "GET /v1/runs HTTP/1\r\n" + Host + "\r\n", 400),
        ("HTTP/1.10", "GET /v1/runs HTTP/1.10\r\n" + Host + "\r\n", 400),
        ("HTTP/01.1", "GET /v1/runs HTTP/01.1\r\n" + Host + "\r\n", 400),
        ("http/1.1", "GET /v1/runs http/1.1\r\n" + Host + "\r\n", 505),
        ("another protocol", "GET /v1/runs RTSP/1.1\r\n" + Host + "\r\n", 505),
        ("ICY", "GET /v1/runs ICY\r\n" + Host + "\r\n", 400),
        ("a space behind", "GET /v1/runs HTTP/1.1 \r\n" + Host + "\r\n", 400),
        ("two spaces", "GET  /v1/runs HTTP/1.1\r\n" + Host + "\r\n", 400),
        ("tabs", "GET\t/v1/runs\tHTTP/1.1\r\n" + Host + "\r\n", 400),
        ("no target", "GET HTTP/1.1\r\n" + Host + "\r\n", 400),
        ("a bare carriage return", "GET /v1/runs HTTP/1.1\r" + Host + "\r\n", 400),
        ("a bare line feed", "GET /v1/runs HTTP/1.1\n" + Host + "\r\n", 400),
        ("a NUL", "GET /v1/\0runs HTTP/1.1\r\n" + Host + "\r\n", 400), ("a word", "hello\r\n\r\n", 400),
        ("JSON", "{\"value\":1}\r\n\r\n", 400),
        ("TLS", "\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003\r\n\r\n", 400),
        ("SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400),
        ("SMTP", "EHLO evil.example\r\n\r\n", 400), ("Redis", "*1\r\n$4\r\nPING\r\n\r\n", 400),
        ("PROXY", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + Line + Host + "\r\n", 400),
        ("64 KiB and more", $"GET /v1/runs?after={new string('a', 65_536)} HTTP/1.1\r\n" + Host + "\r\n", 414),
        ("a method of 66,000 letters", new string('A', 66_000) + " /v1/runs HTTP/1.1\r\n" + Host + "\r\n", 414),
        ("no end within 64 KiB", "GET /" + new string('a', 65_536), 414),
        ("nothing but A", new string('A', 70_000), 414),
    ];

    private static readonly (string Name, string Headers, int Status)[] Headers =
    [
        ("no Host", "", 400), ("an empty Host", "Host:\r\n", 0), ("two Hosts", Host + Host, 400),
        ("two Hosts, one another's", Host + "Host: evil.example\r\n", 400),
        ("a Host with a path", "Host: $host/x\r\n", 400), ("a Host with a user", "Host: ada@$host\r\n", 400),
        ("a Host with a space", "Host: a b\r\n", 400),
        ("a Host with a comma", "Host: $host, evil.example\r\n", 400),
        ("a Host with a port too many", "Host: $host:80\r\n", 400),
        ("a Host with a letter for a port", "Host: a:b\r\n", 400), ("a Host with a NUL", "Host: a\0b\r\n", 400),
        ("a Host with an accent", "Host: \u00e9\r\n", 400),
        ("a Host with a scheme", "Host: http://$host\r\n", 400), ("a Host with a percent sign", "Host: %61\r\n", 400),
        ("a Host with a backslash", "Host: a\\b\r\n", 400),
        ("a Host with markup", "Host: <x>\r\n", 400), ("a Host with a question mark", "Host: a?b\r\n", 400),
        ("a Host under another name", "X-Forwarded-Host: $host\r\n", 400),
        ("a Host in brackets", "Host: [::1\r\n", 400), ("a Host in two lines", "Host: $host\r\n x\r\n", 400),
        ("a space before the colon", Host + "X : y\r\n", 400), ("a tab before the colon", Host + "X\t: y\r\n", 400),
        ("a folded line", Host + "X: y\r\n z\r\n", 400),
        ("a line folded with a tab", Host + "X: y\r\n\tz\r\n", 400), ("a space before the first", " " + Host, 400),
        ("no colon", Host + "X\r\n", 400),
        ("no name", Host + ": y\r\n", 400), ("a colon alone", Host + ":\r\n", 400),
        ("a bare line feed", Host + "X: y\nZ: z\r\n", 400),
        ("a bare carriage return", Host + "X: y\rZ: z\r\n", 400), ("a carriage return twice", Host + "X: y\r\r\n", 400),
        ("a NUL in a value", Host + "X: a\0b\r\n", 400),
        ("a NUL in a name", Host + "X\0: y\r\n", 400), ("a space in a name", Host + "X Y: z\r\n", 400),
        ("a slash in a name", Host + "X/Y: z\r\n", NotAName),
        ("a name in brackets", Host + "X[]: z\r\n", NotAName), ("a name in quotes", Host + "\"X\": z\r\n", NotAName),
        ("a name with an accent", Host + "\u00c3\u00a9: z\r\n", 400),
        ("a name with an at sign", Host + "@X: z\r\n", NotAName),
        ("another request line", Host + "GET / HTTP/1.1\r\n", 400),
    ];

    private static readonly (string Name, string Headers, int Status)[] TooMuch =
    [
        ("101 headers", Many(101), 431), ("10,000 headers", Many(10_000), 431),
        ("one of 40 KiB", $"X: {new string('a', 40_000)}\r\n", 431),
        ("a name of 40 KiB", $"{new string('a', 40_000)}: x\r\n", 431),
        ("32 KiB in all", string.Concat(Enumerable.Repeat($"X: {new string('a', 1000)}\r\n", 34)), 431),
        ("a token of 40 KiB", $"Authorization: Bearer {new string('a', 40_000)}\r\n", 431),
        ("a cookie of 40 KiB", $"Cookie: a={new string('a', 40_000)}\r\n", 431),
    ];

    public static TheoryData<Attack> NoLines() => new(
        from line in Lines
        select new Attack(line.Name, line.Head, "", Verdict.Server(line.Status)));

    public static TheoryData<Attack> NoHeaders() => new(
        from headers in Headers
        where headers.Status > 0
        select new Attack(
            headers.Name,
            $"DELETE /v1/evaluation-label/$label HTTP/1.1\r\n{Wire.Credential}\r\n{headers.Headers}\r\n",
            "",
            headers.Status == NotAName ? Verdict.Wrong("headers", "a name that is not one") : Verdict.Server(headers.Status)));

    public static TheoryData<Attack> TooLarge() => new(
        from headers in TooMuch
        select new Attack(
            headers.Name,
            $"DELETE /v1/evaluation-label/$label HTTP/1.1\r\n{Host}{headers.Headers}\r\n",
            "",
            Verdict.Server(headers.Status)));

    [Theory]
    [MemberData(nameof(NoLines), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoHeaders), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(TooLarge), DisableDiscoveryEnumeration = true)]
    public Task What_is_no_proper_HTTP_is_refused_by_the_server(Attack attack) => service.Withstands(attack);

    private static string Many(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: y\r\n"));
}
