namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Paths that name nothing, or name something in another way than the one there is.</summary>
[Collection(HostileInput.Name)]
public sealed class PathTests(HostileService service)
{
    private const string Id = "0198c0de-7a3b-7c4d-8e5f-0123456789ab";

    private static readonly Verdict Nowhere = new(404, "route_not_found", null, "There is nothing at");

    /// <summary>Ids that are none, in each place where a path has one.</summary>
    private static readonly string[] NoIds =
    [
        "1", "-1", "0", "null", "undefined", "me", "*", "$", "~", "0198c0de7a3b7c4d8e5f0123456789ab", $"%7B{Id}%7D",
        $"({Id})",
        $"urn:uuid:{Id}", $"{Id},{Id}", $"%20{Id}", $"{Id}%20", $"{Id}%0A", $"{Id}%0D%0A", $"{Id};x=1", $"{Id}.json",
        $"{Id}%2F",
        $"{Id}%2Fevaluations", $"{Id}%252F", $"{Id}%5C", $"{Id}'", $"{Id}%27--", $"{Id}+",
        "0x98c0de-7a3b-7c4d-8e5f-0123456789ab",
        "+198c0de-7a3b-7c4d-8e5f-0123456789ab", "0198c0de-7a3b-7c4d-8e5f-0123456789a",
        "0198c0de-7a3b-7c4d-8e5f-0123456789abc",
        "0198c0de-7a3b-7c4d-8e5f-0123456789ag", "0198c0de_7a3b_7c4d_8e5f_0123456789ab",
        "0198c0de-7a3b-7c4d-8e5f0-123456789ab",
        "%D9%A0198c0de-7a3b-7c4d-8e5f-0123456789a", "%EF%BC%90198c0de-7a3b-7c4d-8e5f-0123456789ab",
        "0198c0de%E2%80%907a3b-7c4d-8e5f-0123456789ab", "0198c0de-7a3b-7c4d-8e5f-0123456789%C3%A4b",
        "%E2%80%8B0198c0de-7a3b-7c4d-8e5f-0123456789ab",
        "{0x0198c0de,0x7a3b,0x7c4d,{0x8e,0x5f,0x01,0x23,0x45,0x67,0x89,0xab}}", new string('a', 4000),
    ];

    private static readonly (string Text, string Says)[] NotText =
    [
        ("%FF", "UTF-8"), ("%C0%AF", "UTF-8"), ("%C0%AE%C0%AE", "UTF-8"), ("%ED%A0%80", "UTF-8"),
        ("%E0%80%AF", "UTF-8"), ("%F8%88%80%80%80", "UTF-8"),
        ("%", "percent sign"), ("%4", "percent sign"), ("%zz", "percent sign"), ("%u0041", "percent sign"),
        ("%%41", "percent sign"),
        ("%-1", "percent sign"), ("%+1", "percent sign"), ("% 1", "percent sign"),
    ];

    private static readonly string[] Nothings =
    [
        "/", "/v1", "/v1/", "/v2/runs", "/v1.0/runs", "/runs", "/api/v1/runs", "//v1/runs", "/v1//runs", "/v1/runs//",
        "/v1/runs;x=1",
        "/v1;x=1/runs", "/v1/runs.json", "/v1/runs,", "/v1/runs%20", "/v1/runs%09", "/v1/runs%3Flimit=1", "/v1%2Fruns",
        "/v1%252Fruns",
        "/v1%5Cruns", "/v1\\runs", "/v1/./runs/..", "/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
        "/..;/v1/runs",
        "/v1/..%2Fruns", "/v1/run", "/v1/run/", "/v1/run//evaluations", "/v1/run/$run/evaluation",
        "/v1/run/$run/evaluation/$evaluation/x", "/v1/evaluation/$evaluation", "/.git/config", "/.env", "/wp-login.php",
        "/actuator/env",
        "/metrics", "/swagger", "/openapi/v2.json", "/openapi/../appsettings.json", "/docs/../appsettings.json",
        "/health", "/health/",
        "/health/live/x", "/v1/%F0%9F%98%80", "/v1/r%C3%BCns", "/v1/runs%E2%80%8B", "/%76%31%2Fruns",
    ];

    private static readonly (string Target, Verdict Expected)[] Targets =
    [
        ("*", Verdict.Server(405)), ("?limit=1", Verdict.Server(400)), ("v1/runs", Verdict.Server(400)),
        ("http://", Verdict.Server(400)),
        ("http:/v1/runs", Verdict.Server(400)), ("http://evil.example/v1/runs", Verdict.Server(400)),
        ("http://ada:pw@$host/v1/runs", Verdict.Ordinary), ("https://$host/v1/runs", Verdict.Ordinary),
        ("http://$host/v1/runs", Verdict.Ordinary), ("HTTP://$host/v1/runs", Verdict.Server(400)),
        ("ftp://$host/v1/runs", Verdict.Server(400)),
        ("file:///etc/passwd", Verdict.Server(400)), ("$host", Verdict.Server(405)),
        ("\\v1\\runs", Verdict.Server(400)),
        ("/v1/runs#fragment", Nowhere), ("/v1/runs\t", Verdict.Wrong("path", "must be percent-encoded")),
        ("/v1/runs ", Verdict.Ordinary), ("/v1/runs\0", Verdict.Server(400)),
        ("/v1/run/$run%00", Verdict.Server(400)), ("/%00", Verdict.Server(400)), ("/v1/\u0080", Verdict.Server(400)),
        ("/v1/r\u00fcns", Verdict.Server(400)), ("/v1/runs /x", Verdict.Server(400)),
    ];

    private static readonly string[] Nobodys =
        [Id, Id.ToUpperInvariant(), "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

    private static readonly string[] SameThing =
    [
        "/v1/./runs", "/v1/x/../runs", "/v1/%2e/runs", "/v1/x/%2e%2e/runs", "/../v1/runs", "/%76%31/%72uns",
        "/v1/runs?", "/V1/Runs", "/v1/runs/",
        "/v1/run/$run/evaluations/",
    ];

    public static TheoryData<Attack> NotIds() => new(
        from pair in (from e in Endpoints.All from place in Places(e) select (Endpoint: e, place.Name, place.Field)).Spread(NoIds, 6)
        let endpoint = pair.Place.Endpoint
        select On(
            endpoint,
            endpoint.Path.Replace(pair.Place.Name, pair.Row, StringComparison.Ordinal),
            pair.Row,
            Verdict.Wrong(pair.Place.Field, "must be a UUID")));

    public static TheoryData<Attack> NotDecodable() => new(
        from operation in (string[])["get_run", "update_run_evaluation", "archive_evaluator"]
        let endpoint = Endpoints.Of(operation)
        from text in NotText
        select On(
            endpoint, $"{endpoint.Path}{text.Text}", text.Text,
            text.Text == "% 1" ? Verdict.Server(400) : Verdict.Wrong("path", text.Says)));

    public static TheoryData<Attack> NothingThere() => new(
        from path in Nothings
        select new Attack(path, Wire.Get(path), "", Nowhere));

    public static TheoryData<Attack> NoPaths() => new(
        from target in Targets
        select new Attack(Wire.Shown(target.Target), Wire.Get(target.Target), "", target.Expected));

    public static TheoryData<Attack> OtherSpellings() => new(
        from path in SameThing
        select new Attack(path, Wire.Get(path), "", Verdict.Ordinary));

    /// <summary>Ids that are sound, and of nothing; with what is another's beside them.</summary>
    public static TheoryData<Attack> OfNothing() => new(
        from endpoint in Endpoints.All
        where endpoint.Operation != "put_run"
        from place in Places(endpoint)
        from id in (string[])[.. Nobodys, Foreign(place.Name)]
        select On(
            endpoint, endpoint.Path.Replace(place.Name, id, StringComparison.Ordinal), id,
            new Verdict(404, CodeOf(endpoint))));

    [Theory]
    [MemberData(nameof(NotIds), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotDecodable), DisableDiscoveryEnumeration = true)]
    public Task A_path_with_what_is_no_id_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(NothingThere), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OfNothing), DisableDiscoveryEnumeration = true)]
    public Task What_is_not_there_is_not_found(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(NoPaths), DisableDiscoveryEnumeration = true)]
    public Task What_is_no_path_is_refused_by_the_server(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(OtherSpellings), DisableDiscoveryEnumeration = true)]
    public Task Another_spelling_of_a_path_is_the_path(Attack attack) => service.Withstands(attack);

    private static Attack On(Endpoint endpoint, string path, string name, Verdict verdict) =>
        new(
            $"{endpoint.Operation}: {name}",
            Wire.Head(endpoint.Method, path, Wire.Credential, Wire.Json, Wire.Length),
            endpoint.GoodBody ?? "",
            verdict);

    private static IEnumerable<(string Name, string Field)> Places(Endpoint endpoint)
    {
        var names = endpoint.Path.Split('/').Where(part => part.StartsWith('$')).ToList();
        return names.Select(name => (name, names.Count == 1 ? "id" : name[1..] + "_id"));
    }

    private static string Foreign(string name) => name is "$evaluator" ? Id : "$foreign_" + name[1..];

    private static string CodeOf(Endpoint endpoint) => endpoint.Path switch
    {
        var path when path.Contains("/evaluation/", StringComparison.Ordinal) => "evaluation_not_found",
        var path when path.Contains("/evaluation-label/", StringComparison.Ordinal) => "label_not_found",
        var path when path.Contains("/evaluator/", StringComparison.Ordinal) => "evaluator_not_found",
        var path when path.Contains("/api-key/", StringComparison.Ordinal) => "api_key_not_found",
        var path when path.Contains("/import/", StringComparison.Ordinal) => "import_not_found",
        _ => "run_not_found",
    };
}
