using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>JSON that is not the body asked for: members of the wrong kind, missing, repeated, unknown, too many.</summary>
[Collection(HostileInput.Name)]
public sealed class JsonShapeTests(HostileService service)
{
    private static readonly string[] Kinds = ["\"x\"", "7", "true", "[]", "{}"];

    private static readonly (string Name, string Body, string Says)[] NoObjects =
    [
        ("null", "null", "must be an object, not null"), ("a number", "1", "must be an object, not a number"),
        ("a text", "\"{}\"", "must be an object, not a string"),
        ("a boolean", "true", "must be an object, not a boolean"),
        ("an empty array", "[]", "must be an object, not an array"),
    ];

    private static readonly (string Operation, string Around, string Nested)[] Bombs =
    [
        ("create_run_evaluation", """{"evaluation_label_id":"$label","value":1,"metadata":#}""", "metadata"),
        ("create_run", """{"status":"running","metadata":#}""", "metadata"),
        ("put_run", """{"status":"running","result":{"outputs":#}}""", "result.outputs"),
        ("update_run_evaluation", """{"value":#}""", "value"),
        ("create_evaluation_label", """{"name":#}""", "name"),
        ("create_evaluator", """{"evaluation_label_ids":#}""", "evaluation_label_ids"),
    ];

    private static readonly string[] Members =
    [
        "account_id", "id ", "Id", "VALUE", "created_by", "updated_by", "is_admin", "__proto__", "constructor", "$type",
        "$ref",
        "@type", "", "value\u200b",
    ];

    public static TheoryData<Attack> NotAnObject() => new(
        from endpoint in Endpoints.WithObject
        from other in NoObjects.Append(("the body in an array", $"[{endpoint.GoodBody}]", "must be an object, not an array"))
        select Attack.OnBody(endpoint, other.Item1, other.Item2, Verdict.Wrong("body", other.Item3)));

    public static TheoryData<Attack> NotAnArray() => new(
        from endpoint in Endpoints.WithArray
        from other in ((string Name, string Body, string Says)[])
        [
            ("null", "null", "must be an array, not null"), ("a number", "1", "must be an array, not a number"),
            ("a text", "\"[]\"", "must be an array, not a string"), ("a boolean", "false", "must be an array, not a boolean"),
            ("an object", endpoint.GoodBody![1..^1].Split("},")[0].TrimEnd('}') + "}", "must be an array, not an object"),
            ("an array in an object", $$"""{"items":{{endpoint.GoodBody}}}""", "must be an array, not an object"),
            ("nothing in it", "[]", "must have at least one item"),
            ("1,001 items", $"[{string.Join(',', Enumerable.Repeat("1", 1001))}]", "must have at most 1000 items"),
            ("too much wrong to be told", $"[{string.Join(',', Enumerable.Repeat($"{{{Unknowns(50)}}}", 101))}]", "more than 5000 wrong fields"),
            ("a million items", $"[{Repeat("0,", 1_000_000)}0]", "must have at most 1000 items"),
        ]
        select Attack.OnBody(endpoint, other.Name, other.Body, Verdict.Wrong("body", other.Says)));

    public static TheoryData<Attack> WrongKind() => new(
        from endpoint in Endpoints.WithObject
        from member in Parsed(endpoint)
        from kind in Kinds
        where KindOf(JsonNode.Parse(kind)!) != KindOf(member.Value!)
        select Attack.OnBody(
            endpoint,
            $"{member.Key} is {kind}",
            With(endpoint, member.Key, kind),
            Verdict.Wrong(member.Key, "must be ")));

    public static TheoryData<Attack> Absent() => new(
        from endpoint in Endpoints.WithObject
        from member in endpoint.Required
        from body in ((string Name, string Body, string Says)[])
        [
            ("left out", With(endpoint, member, null), "is required"),
            ("null", With(endpoint, member, "null"), "not null"),
        ]
        select Attack.OnBody(endpoint, $"{member} is {body.Name}", body.Body, Verdict.Wrong(member, body.Says)));

    public static TheoryData<Attack> Repeated() => new(
        from endpoint in Endpoints.WithObject
        from member in Parsed(endpoint)
        let again = $"\"{member.Key}\":{member.Value!.ToJsonString()}"
        let spelt = $"\"\\u{(int)member.Key[0]:x4}{member.Key[1..]}\":null"
        from body in ((string Name, string Text)[])
        [
            ("again", $"{endpoint.GoodBody![..^1]},{again}}}"),
            ("again with an escape", $"{endpoint.GoodBody![..^1]},{spelt}}}"),
        ]
        select Attack.OnBody(
            endpoint, $"{member.Key} {body.Name}", body.Text, Verdict.Wrong(member.Key, "is given more than once")));

    public static TheoryData<Attack> Unknown() => new(
        from pair in Endpoints.WithObject.Spread(Members, 4)
        let endpoint = pair.Place
        let member = pair.Row
        select Attack.OnBody(
            endpoint,
            $"the member {Wire.Shown(member)}",
            $"{endpoint.GoodBody![..^1]},\"{Wire.Utf8(member)}\":1}}",
            Verdict.Wrong(member.Length == 0 ? "\"\"" : member, "is not a known member")));

    /// <summary>Two levels or three are the body's own.</summary>
    public static TheoryData<Attack> Nested() => new(
        from bomb in Bombs
        from depth in (int[])[33, 64, 65, 1000, 30_000]
        from kind in ((string Name, string Open, string Close)[])
            [("arrays", "[", "]"), ("objects", "{\"a\":", "}"), ("arrays without an end", "[", "")]
        where depth * kind.Open.Length < 64_000
        let text = Repeat(kind.Open, depth) + (kind.Close.Length == 1 ? "1" : "") + Repeat(kind.Close, depth)
        select Attack.OnBody(
            Endpoints.Of(bomb.Operation),
            $"{depth} {kind.Name} in {bomb.Nested}",
            bomb.Around.Replace("#", text, StringComparison.Ordinal),
            Verdict.Body($"nested more than 32 levels deep at {bomb.Nested}")));

    [Theory]
    [MemberData(nameof(NotAnObject), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotAnArray), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongKind), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Absent), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Repeated), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Unknown), DisableDiscoveryEnumeration = true)]
    public Task A_body_of_another_shape_is_refused_by_the_name_of_its_member(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(Nested), DisableDiscoveryEnumeration = true)]
    public Task Nesting_beyond_the_limit_is_refused(Attack attack) => service.Withstands(attack);

    private static JsonObject Parsed(Endpoint endpoint) => JsonNode.Parse(endpoint.GoodBody!)!.AsObject();

    private static string KindOf(JsonNode value) =>
        value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "a boolean" : $"{value.GetValueKind()}";

    private static string With(Endpoint endpoint, string member, string? value)
    {
        var body = Parsed(endpoint);
        if (value is null)
            body.Remove(member);
        else
            body[member] = JsonNode.Parse(value);
        return body.ToJsonString();
    }

    private static string Unknowns(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":0"));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
