namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Conditions that are none, times that are none, and reasons that cannot be kept.</summary>
[Collection(HostileInput.Name)]
public sealed class PreconditionTests(HostileService service)
{
    private const string Form = "must be * or a list of entity tags";

    private static readonly string[] NoConditions =
    [
        "", " ", ",", "*, *", "*, \"$tag\"", "\"$tag\", *", "**", "$tag", "'$tag'", "\"$tag", "$tag\"", "\"\"$tag\"\"",
        "\"$tag\" \"$tag\"", "\"$tag\";q=1",
        "w/\"$tag\"", "W\"$tag\"", "W/$tag", "W/ \"$tag\"", "W/W/\"$tag\"", "W/*", "\"a\u007fb\"", "\"a b\"",
        "\"a\tb\"", "<$tag>", "\"$tag\"x", "\"$tag\",,x",
        "null", "1", "0", "\"" + new string('a', 5000),
    ];

    private static readonly string[] Strangers =
    [
        "\"\"", "\"1\"", "W/\"$tag\"", "\"$tag\u00e9\"", "\"0-$tag\", W/\"$tag\"", "\"$tag,\"", "\"*\"", $"\"{new string('a', 5000)}\"",
    ];

    private static readonly string[] NoTimes =
    [
        "", "now", "yesterday", "0", "1767225600", "2026-01-31", "2026-01-31T09:30", "2026-01-31T09:30:00",
        "2026-01-31T09:30:00z%20", "2026-01-31 09:30:00Z",
        "2026-01-31T09:30:00+01:00", "2026-01-31T09:30:00%2B1:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-32T00:00:00Z", "2026-01-31T25:00:00Z",
        "2026-01-31T09:60:00Z", "2026-01-31T09:30:61Z", "2026-01-31T09:30:00.Z", "2026-01-31T09:30:00,5Z",
        "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "infinity", "-infinity", "epoch",
        "%D9%A22026-01-31T09:30:00Z", "2026-W05-6T09:30:00Z", "null",
    ];

    public static TheoryData<Attack> WrongConditions() => new(
        from endpoint in Endpoints.All
        let header = endpoint.Operation switch
        {
            "get_run_evaluation" => "If-None-Match",
            "update_run_evaluation" or "retract_run_evaluation" => "If-Match",
            _ => null,
        }
        where header is not null
        from condition in NoConditions
        select On(endpoint, endpoint.Path, $"{header}: {condition}", Verdict.Wrong(header, Form)));

    /// <summary>Conditions that can be read, and name another version than there is; a weak tag equals none.</summary>
    public static TheoryData<Attack> OtherVersions() => new(
        from operation in (string[])["update_run_evaluation", "retract_run_evaluation"]
        let endpoint = Endpoints.Of(operation)
        from tag in Strangers
        select On(
            endpoint,
            endpoint.Path,
            Wire.Utf8($"If-Match: {tag}"),
            new Verdict(412, "version_is_stale", null, "has been changed since the version that If-Match names")));

    public static TheoryData<Attack> NotHttp() => new(
        from tag in (string[])[": \"a\0b\"", ": \"a\u00e9\"", ": \"a\rb\"", " : *", $": \"{new string('a', 40_000)}\""]
        let header = "If-Match" + tag
        let endpoint = Endpoints.Of("update_run_evaluation")
        select On(endpoint, endpoint.Path, header, Verdict.Server(header.Length > 32_768 ? 431 : 400)));

    public static TheoryData<Attack> WrongTimes() => new(
        from endpoint in Endpoints.All
        where endpoint.Query.Contains("as_of")
        from time in NoTimes
        select On(
            endpoint, $"{endpoint.Path}?as_of={time.Replace(' ', '+')}", "X: y", Verdict.Wrong("as_of", "RFC 3339")));

    public static TheoryData<Attack> FutureTimes() => new(
        from endpoint in Endpoints.All
        where endpoint.Query.Contains("as_of")
        from time in (string[])["2100-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.9999999999Z"]
        select On(
            endpoint, $"{endpoint.Path}?as_of={time}", "X: y", Verdict.Wrong("as_of", "must not lie in the future")));

    public static TheoryData<Attack> WrongReasons() => new(
        from reason in ((string Query, string Says)[])
        [
            ("", "must not be blank"), ("%20%09", "must not be blank"), ("%00", "U+0000"), ("a%00b", "U+0000"),
            ("%FF", "UTF-8"), ("%ED%A0%80", "UTF-8"), ("%", "percent sign"),
            (new string('a', 1001), "at most 1000 characters"),
        ]
        let endpoint = Endpoints.Of("retract_run_evaluation")
        select On(endpoint, $"{endpoint.Path}?reason={reason.Query}", "X: y", Verdict.Wrong("reason", reason.Says)));

    public static TheoryData<Attack> WrongReasonsInBodies() => new(
        from reason in ((string Json, string Says)[])
        [
            ("\"\"", "must not be blank"), ("\" \\u2003\"", "must not be blank"), ("\"a\\u0000\"", "U+0000"),
            ("\"\\ud800\"", "lone surrogate"), ("1", "must be a string"), ("[]", "must be a string"),
            ("{}", "must be a string"),
            ($"\"{new string('a', 1001)}\"", "at most 1000 characters"),
            ($"\"{string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 1001))}\"", "at most 1000 characters"),
        ]
        select Attack.OnBody(
            Endpoints.Of("update_run_evaluation"),
            Wire.Shown(reason.Json[..Math.Min(reason.Json.Length, 20)]),
            $$"""{"value":0,"reason":{{reason.Json}}}""",
            Verdict.Wrong("reason", reason.Says)));

    [Theory]
    [MemberData(nameof(WrongConditions), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotHttp), DisableDiscoveryEnumeration = true)]
    public Task A_condition_that_cannot_be_read_is_not_taken_for_none(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(OtherVersions), DisableDiscoveryEnumeration = true)]
    public Task Another_version_than_there_is_changes_nothing(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(WrongTimes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(FutureTimes), DisableDiscoveryEnumeration = true)]
    public Task A_time_that_is_none_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(WrongReasons), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongReasonsInBodies), DisableDiscoveryEnumeration = true)]
    public Task A_reason_that_cannot_be_kept_is_refused(Attack attack) => service.Withstands(attack);

    private static Attack On(Endpoint endpoint, string target, string header, Verdict verdict) =>
        new(
            $"{endpoint.Operation}: {Wire.Shown(header + " " + target[endpoint.Path.Length..])}",
            Wire.Head(endpoint.Method, target, Wire.Credential, Wire.Json, header, Wire.Length),
            endpoint.GoodBody ?? "",
            verdict);
}
