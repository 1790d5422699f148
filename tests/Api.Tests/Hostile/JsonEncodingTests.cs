using System.Text;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Bytes that are not UTF-8, and characters that are not characters.</summary>
[Collection(HostileInput.Name)]
public sealed class JsonEncodingTests(HostileService service)
{
    private const string NotUtf8 = "not valid UTF-8";

    private static readonly (string Name, string Bytes)[] Malformed =
    [
        ("a continuation byte alone", "\u0080"),
        ("the last continuation byte alone", "\u00bf"),
        ("a lead of two bytes alone", "\u00c3"),
        ("a lead of three bytes alone", "\u00e2"),
        ("three bytes without the last", "\u00e2\u0082"),
        ("a lead of four bytes alone", "\u00f0"),
        ("four bytes without the last", "\u00f0\u009f\u0098"),
        ("an overlong NUL", "\u00c0\u0080"),
        ("an overlong quote", "\u00c0\u00a2"),
        ("an overlong slash of three bytes", "\u00e0\u0080\u00af"),
        ("an overlong letter of four bytes", "\u00f0\u0080\u0081\u0081"),
        ("a high surrogate", "\u00ed\u00a0\u0080"),
        ("a low surrogate", "\u00ed\u00b0\u0080"),
        ("a pair of surrogates", "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080"),
        ("beyond the last character", "\u00f4\u0090\u0080\u0080"),
        ("a lead of five bytes", "\u00f8\u0088\u0080\u0080\u0080"),
        ("a lead of six bytes", "\u00fc\u0084\u0080\u0080\u0080\u0080"),
        ("the byte FE", "\u00fe"),
        ("the byte FF", "\u00ff"),
        ("Latin-1", "caf\u00e9"),
    ];

    private static readonly (string Name, string Around)[] Positions =
    [
        ("in a text", """{"name":"a#b"}"""),
        ("in a member's name", """{"na#me":"a"}"""),
        ("between tokens", """{"name":#"a"}"""),
        ("before everything", """#{"name":"a"}"""),
        ("after everything", """{"name":"a"}#"""),
    ];

    private static readonly (string Name, string Escape, string Says)[] Unstorable =
    [
        ("an escaped NUL", @"a\u0000b", "U+0000"),
        ("an escaped NUL alone", @"\u0000", "U+0000"),
        ("a high surrogate at the end", @"a\ud800", "lone surrogate"),
        ("a high surrogate before a letter", @"\ud83db", "lone surrogate"),
        ("two high surrogates", @"\ud83d\ud83d", "lone surrogate"),
        ("a low surrogate", @"\ude00", "lone surrogate"),
        ("a pair the wrong way round", @"\ude00\ud83d", "lone surrogate"),
        ("a high surrogate before another escape", @"\ud83d\n", "lone surrogate"),
        ("a surrogate in capitals", @"\uDBFF", "lone surrogate"),
    ];

    /// <summary>Where a text may stand, and what the answer calls it.</summary>
    private static readonly (string Operation, string Around, string Field)[] Texts =
    [
        ("update_evaluation_label", """{"name":"#"}""", "name"),
        ("update_evaluation_label", """{"name":"n","description":"#"}""", "description"),
        ("create_evaluation_label", """{"name":"n","value_type":"#"}""", "value_type"),
        ("create_evaluation_label", """{"name":"n","value_type":"ordinal","categories":["a","#"]}""", "categories[1]"),
        ("create_evaluator", """{"name":"n","kind":"llm","evaluation_label_ids":["#"]}""", "evaluation_label_ids[0]"),
        ("create_run_evaluation", """{"evaluation_label_id":"$label","value":1,"comment":"#"}""", "comment"),
        ("create_run_evaluation", """{"evaluation_label_id":"$label","value":1,"output_name":"#"}""", "output_name"),
        ("create_run_evaluation", """{"evaluation_label_id":"$label","value":1,"metadata":{"k":["#"]}}""", "metadata.k[0]"),
        ("create_run", """{"status":"failed","result":{"error":{"message":"#"}}}""", "result.error.message"),
        ("put_run", """{"status":"failed","result":{"outputs":{"o":{"p":"#"}}}}""", "result.outputs.o.p"),
    ];

    public static TheoryData<Attack> NotUtf8Bytes() => new(
        from pair in Malformed.Spread(Positions, 2)
        let bytes = pair.Place
        let position = pair.Row
        select Attack.OnBody(
            Endpoints.Of("update_evaluation_label"),
            $"{bytes.Name} {position.Name}",
            position.Around.Replace("#", bytes.Bytes, StringComparison.Ordinal),
            Verdict.Body(NotUtf8)));

    public static TheoryData<Attack> NoCharacters() => new(
        from pair in Texts.Spread(Unstorable, 2)
        let text = pair.Place
        let escape = pair.Row
        select Attack.OnBody(
            Endpoints.Of(text.Operation),
            $"{escape.Name} in {text.Field}",
            text.Around.Replace("#", escape.Escape, StringComparison.Ordinal),
            Verdict.Wrong(text.Field, escape.Says)));

    public static TheoryData<Attack> NoCharactersInNames() => new(
        from escape in Unstorable
        select Attack.OnBody(
            Endpoints.Of("create_run"),
            $"{escape.Name} in a name",
            $$$"""{"status":"running","metadata":{"{{{escape.Escape}}}":1}}""",
            Verdict.Wrong("metadata", "has a member whose name contains")));

    public static TheoryData<Attack> OtherEncodings() => new(
        from endpoint in Endpoints.WithBody
        from encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true)]
        from marked in (bool[])[true, false]
        let mark = marked ? Encoding.Latin1.GetString(encoding.GetPreamble()) : ""
        let body = mark + Encoding.Latin1.GetString(encoding.GetBytes(endpoint.GoodBody!))
        select Attack.OnBody(
            endpoint,
            $"{encoding.WebName} {(marked ? "with" : "without")} its mark",
            body,
            Verdict.Body(marked ? NotUtf8 : "not valid JSON")));

    public static TheoryData<Attack> Marks() => new(
        from endpoint in Endpoints.WithBody
        select Attack.OnBody(
            endpoint,
            "a byte order mark",
            "\u00ef\u00bb\u00bf" + endpoint.GoodBody,
            Verdict.Body("begins with a byte order mark")));

    [Theory]
    [MemberData(nameof(NotUtf8Bytes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OtherEncodings), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Marks), DisableDiscoveryEnumeration = true)]
    public Task Bytes_that_are_not_plain_UTF_8_are_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(NoCharacters), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoCharactersInNames), DisableDiscoveryEnumeration = true)]
    public Task What_is_no_character_is_refused_by_the_name_of_its_field(Attack attack) => service.Withstands(attack);
}
