using System.Buffers.Text;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Queries that cannot be taken at their word, and cursors that are none.</summary>
[Collection(HostileInput.Name)]
public sealed class QueryTests(HostileService service)
{
    private const string Id = "0198c0de-7a3b-7c4d-8e5f-0123456789ab";
    private const string NoCursor = "must be a cursor from the Link header";

    /// <summary>Parameters that no operation has, and what the answer calls them.</summary>
    private static readonly (string Query, string Field)[] Strange =
    [
        ("verbose", "verbose"), ("verbose=1", "verbose"), ("=1", "\"\""), ("a=b=c", "a"), ("LIMIT=1", "LIMIT"),
        ("limit%20=1", "limit "), ("+limit=1", " limit"),
        ("limit[]=1", "limit[]"), ("limit[0]=1", "limit[0]"), ("limit[$gt]=1", "limit[$gt]"), ("id=1", "id"),
        ("account_id=other", "account_id"), ("_method=DELETE", "_method"), ("callback=x", "callback"),
        ("limit;after=1", "limit;after"),
        ("%F0%9F%98%80=1", "😀"), ("%3Cscript%3E=1", "<script>"), ("limit.=1", "limit."),
        ("limit%E2%80%8B=1", "limit\u200b"),
        (new string('a', 3000) + "=1", new string('a', 64) + "…"),
    ];

    private static readonly string[] Limits =
    [
        "", "0", "-1", "+1", "%2B1", "1.0", "1e2", "0x10", "01", "%201", "1%20", "1,000", "1_000", "NaN", "null",
        "true", "[]", "%D9%A1",
        "%EF%BC%91", "1001", "2147483647", "2147483648", "4294967297", "9223372036854775808", "99999999999999999999",
        "1%0A", "1;1", "one", "1'",
    ];

    private static readonly (string Query, string Field, string Says)[] Filters =
    [
        ("status=", "status", "must be one of"), ("status=Completed", "status", "must be one of"),
        ("status=0", "status", "must be one of"),
        ("status=completed,failed", "status", "must be one of"), ("status=completed%20", "status", "must be one of"),
        ("status=completed'--", "status", "must be one of"), ("status=null", "status", "must be one of"),
        ("experiment_id=", "experiment_id", "must be a UUID"), ("experiment_id=1", "experiment_id", "must be a UUID"),
        ($"experiment_id=%7B{Id}%7D", "experiment_id", "must be a UUID"),
        ($"experiment_id={Id},{Id}", "experiment_id", "must be a UUID"),
        ("created_from=", "created_from", "RFC 3339"), ("created_from=now", "created_from", "RFC 3339"),
        ("created_from=2026-01-31", "created_from", "RFC 3339"),
        ("created_from=2026-01-31T09:30:00", "created_from", "RFC 3339"),
        ("created_from=2026-01-31T09:30:00+01:00", "created_from", "RFC 3339"),
        ("created_from=2026-02-30T00:00:00Z", "created_from", "RFC 3339"),
        ("created_from=2026-01-31T24:00:00Z", "created_from", "RFC 3339"),
        ("created_from=2026-01-31T09:30:60Z", "created_from", "RFC 3339"),
        ("created_before=0000-01-01T00:00:00Z", "created_before", "RFC 3339"),
        ("created_before=10000-01-01T00:00:00Z", "created_before", "RFC 3339"),
        ("created_before=-infinity", "created_before", "RFC 3339"),
        ("created_before=infinity", "created_before", "RFC 3339"),
        ("created_before=1767225600", "created_before", "RFC 3339"),
        ("created_before=2026-01-31%2009:30:00Z", "created_before", "RFC 3339"),
        ("created_before=2026-01-31T09:30:00%E2%88%9201:00", "created_before", "RFC 3339"),
        ("created_before=%D9%A2026-01-31T09:30:00Z", "created_before", "RFC 3339"),
    ];

    private static readonly (string Query, string Field, string Says)[] NotText =
    [
        ("after=%00", "after", "U+0000"), ("after=%FF", "after", "UTF-8"), ("after=%C0%80", "after", "UTF-8"),
        ("after=%", "after", "percent sign"),
        ("after=%4", "after", "percent sign"), ("after=%u0041", "after", "percent sign"), ("%00=1", "query", "U+0000"),
        ("%FF=1", "query", "UTF-8"),
        ("%ED%A0%80=1", "query", "UTF-8"), ("a%=1", "query", "percent sign"),
    ];

    /// <summary>Made from the list's own cursor.</summary>
    private static readonly (string Name, Func<string, string> Make)[] Cursors =
    [
        ("empty", _ => ""), ("a space", _ => "%20"), ("a word", _ => "next"), ("a number", _ => "100"),
        ("below zero", _ => "-1"),
        ("a UUID", _ => Id), ("a link", own => $"%3C/v1/runs?after={own}%3E"), ("cut by one", own => own[..^1]),
        ("cut by half", own => own[..(own.Length / 2)]),
        ("its first letter", own => own[..1]), ("one letter more", own => own + "A"),
        ("four letters more", own => own + "AAAA"), ("twice", own => own + own),
        ("padded", own => own + "%3D"), ("padded twice", own => own + "=="), ("a space before", own => "%20" + own),
        ("a space behind", own => own + "%20"),
        ("a line feed behind", own => own + "%0A"), ("quoted", own => $"%22{own}%22"),
        ("of kind 0", own => "AA" + own[2..]), ("of kind 3", own => "Aw" + own[2..]),
        ("of kind 255", own => "_w" + own[2..]), ("in base64", own => "%2B" + own[1..]),
        ("with a slash", own => "%2F" + own[1..]),
        ("with a letter of its own", own => own[..5] + "%C3%A4" + own[6..]),
        ("with a NUL letter", own => own[..5] + "." + own[6..]),
        ("JSON", _ => "%7B%22id%22:1%7D"), ("64 letters", _ => new string('A', 64)),
        ("5,000 letters", _ => new string('A', 5000)), ("SQL", _ => "'%20or%20'1'='1"),
        ("unused bits set", own => Respelt(own)),
    ];

    public static TheoryData<Attack> UnknownParameters() => new(
        from pair in Endpoints.All.Spread(Strange, 4)
        let endpoint = pair.Place
        let strange = pair.Row
        select On(endpoint, strange.Query, Verdict.Wrong(strange.Field, "is not a known query parameter")));

    public static TheoryData<Attack> Repeated() => new(
        from endpoint in Endpoints.All
        from name in endpoint.Query
        let value = name.Contains("_id", StringComparison.Ordinal) ? Id : name switch
        {
            "status" => "failed",
            "limit" or "min_value" or "max_value" => "1",
            "created_by" or "output_name" or "field_path" => "ada",
            "format" => "csv",
            "include_archived" or "all_or_none" => "true",
            "after" => CursorFor(endpoint),
            _ => "2026-01-31T09:30:00Z",
        }
        from query in (string[])[$"{name}={value}&{name}={value}", $"{name}={value}&%{(int)name[0]:x2}{name[1..]}={value}"]
        select On(endpoint, query, Verdict.Wrong(name, "is given more than once")));

    public static TheoryData<Attack> NoLimits() => new(
        from pair in Endpoints.Lists.Spread(Limits, 2)
        let list = pair.Place
        let limit = pair.Row
        let known = limit is "0" or "1001" or "2147483647"
        select On(
            list, "limit=" + limit,
            Verdict.Wrong("limit", known ? "must be from 1 to 1000" : "must be a whole number")));

    public static TheoryData<Attack> NoFlags() => new(
        from list in Endpoints.Lists.Where(l => l.Query.Contains("include_archived"))
        from flag in (string[])["", "1", "0", "True", "TRUE", "yes", "on", "null", "true%20", "true,false", "t"]
        select On(list, "include_archived=" + flag, Verdict.Wrong("include_archived", "must be true or false")));

    public static TheoryData<Attack> NoChoice() => new(
        from batch in Endpoints.WithArray
        from choice in (string[])["", "1", "0", "True", "none", "true,false", "%20true"]
        select On(batch, "all_or_none=" + choice, Verdict.Wrong("all_or_none", "must be true or false")));

    public static TheoryData<Attack> NoFilters() => new(
        from filter in Filters
        select On(Endpoints.Of("list_runs"), filter.Query, Verdict.Wrong(filter.Field, filter.Says)));

    public static TheoryData<Attack> NoText() => new(
        from list in Endpoints.Lists
        from text in NotText
        select On(list, text.Query, Verdict.Wrong(text.Field, text.Says)));

    public static TheoryData<Attack> NoCursors() => new(
        from list in Endpoints.Lists
        from cursor in Cursors
        select new Attack(
            $"{list.Operation}: {cursor.Name}",
            Wire.Get($"{list.Path}?limit=1&after={cursor.Make(SampleOf(list))}"),
            "",
            Verdict.Wrong("after", NoCursor)));

    /// <summary>A cursor of lists that are in another order.</summary>
    public static TheoryData<Attack> OtherKinds() => new(
        from list in Endpoints.Lists
        let other = list.Operation is "list_runs" or "search_evaluations" ? "$cursor_of_labels" : "$cursor_of_runs"
        select On(list, $"after={other}", Verdict.Wrong("after", NoCursor)));

    /// <summary>Times that no clock can have, in a cursor that is sound otherwise.</summary>
    public static TheoryData<Attack> NoTimes() => new(
        from time in (string[])["ffffffffffffffff", "8000000000000000", "7fffffffffffffff", "2bca2875f4374000"]
        let cursor = Base64Url.EncodeToString(Convert.FromHexString($"02{time}0198c0de7a3b7c4d8e5f0123456789ab"))
        select On(Endpoints.Of("list_runs"), $"after={cursor}", Verdict.Wrong("after", NoCursor)));

    [Theory]
    [MemberData(nameof(UnknownParameters), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Repeated), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoLimits), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoFlags), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoChoice), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoFilters), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoText), DisableDiscoveryEnumeration = true)]
    public Task A_query_that_is_not_as_it_must_be_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(NoCursors), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OtherKinds), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoTimes), DisableDiscoveryEnumeration = true)]
    public Task A_cursor_that_is_none_of_the_list_is_refused(Attack attack) => service.Withstands(attack);

    private static Attack On(Endpoint endpoint, string query, Verdict verdict) =>
        new(
            $"{endpoint.Operation}: {Wire.Shown(query)}",
            Wire.Head(endpoint.Method, $"{endpoint.Path}?{query}", Wire.Credential, Wire.Json, Wire.Length),
            endpoint.GoodBody ?? "",
            verdict);

    private static string CursorFor(Endpoint list) => list.Operation switch
    {
        "list_runs" => "$cursor_of_runs",
        "list_import_refusals" => "$cursor_of_refusals",
        _ => "$cursor_of_labels",
    };

    /// <summary>A sound cursor of the list's kind: of 17 bytes, of 25 with the time, of 8 for a line.</summary>
    private static string SampleOf(Endpoint list) => list.Operation switch
    {
        "list_runs" => "AgjeWyHjnAAAAZjA3no7fE2OXwEjRWeJqw",
        "list_import_refusals" => "BAAAAAAAAGQ",
        _ => "AQGYwN56O3xNjl8BI0VniasA"[..23],
    };

    private static string Respelt(string cursor) => cursor[..^1] + (char)(cursor[^1] + 1);
}
