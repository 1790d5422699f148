namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Bodies that are not one JSON value.</summary>
[Collection(HostileInput.Name)]
public sealed class JsonSyntaxTests(HostileService service)
{
    private const string Invalid = "not valid JSON at line 1";
    private const string Follows = "something follows its first value";

    /// <summary>What is done to a good body, which is an object with a member or more.</summary>
    private static readonly (string Name, Func<string, string> Break, string Says)[] Faults =
    [
        ("nothing but spaces", _ => " \t\r\n ", "it is empty"),
        ("no braces", good => good[1..^1], Follows),
        ("no brace at the end", good => good[..^1], Invalid),
        ("a brace too many", good => good + "}", Follows),
        ("a comma at the end", good => good[..^1] + ",}", Invalid),
        ("a comma at the beginning", good => "{," + good[1..], Invalid),
        ("two commas", good => good[..^1] + ",,\"x\":1}", Invalid),
        ("a semicolon for a comma", good => good[..^1] + ";\"x\":1}", Invalid),
        ("an equals sign for a colon", good => Once(good, ':', "="), Invalid),
        ("two colons", good => Once(good, ':', "::"), Invalid),
        ("no colon", good => Once(good, ':', " "), Invalid),
        ("quotes left out", good => "{" + Once(good[2..], '"', ""), Invalid),
        ("single quotes", good => good.Replace('"', '\''), Invalid),
        ("a comment at the end", good => good + "//", Follows),
        ("a comment at the beginning", good => "/**/" + good, Invalid),
        ("a comment inside", good => good[..^1] + "/* */}", Invalid),
        ("a hash comment", good => "# a body\n" + good, Invalid),
        ("the body twice", good => good + good, Follows),
        ("the body twice, by lines", good => good + "\n" + good, Follows),
        ("a NUL at the end", good => good + "\0", Follows),
        ("a NUL at the beginning", good => "\0" + good, Invalid),
        ("a NUL between tokens", good => "{\0" + good[1..], Invalid),
        ("a form feed between tokens", good => "{\f" + good[1..], Invalid),
        ("a vertical tab between tokens", good => "{\v" + good[1..], Invalid),
        ("a no-break space between tokens", good => Wire.Utf8("{\u00a0") + good[1..], Invalid),
        ("a line separator between tokens", good => Wire.Utf8("{\u2028") + good[1..], Invalid),
        ("a record separator before it", good => "\u001e" + good, Invalid),
        ("a member without a value", good => good[..^1] + ",\"x\":}", Invalid),
        ("a name without quotes", good => good[..^1] + ",x:1}", Invalid),
        ("a value that is no value", good => good[..^1] + ",\"x\":undefined}", Invalid),
        ("a literal in capitals", good => good[..^1] + ",\"x\":True}", Invalid),
        ("a literal cut short", good => good[..^1] + ",\"x\":tru}", Invalid),
        ("a bracket that closes a brace", good => good[..^1] + "]", Invalid),
        ("as a form", _ => "value=1&name=x", Invalid),
        ("as XML", _ => "<body><value>1</value></body>", Invalid),
        ("as a call", good => $"callback({good})", Invalid),
        ("behind a prefix against hijacking", good => ")]}',\n" + good, Invalid),
        ("as a data address", good => "data:application/json," + good, Invalid),
    ];

    private static readonly (string Name, string Text, string Says)[] Texts =
    [
        ("a raw line feed", "a\nb", "not valid JSON"),
        ("a raw carriage return", "a\rb", Invalid),
        ("a raw tab", "a\tb", Invalid),
        ("a raw NUL", "a\0b", Invalid),
        ("a raw escape", "a\u001bb", Invalid),
        ("a raw unit separator", "a\u001fb", Invalid),
        ("a hexadecimal escape", @"\x41", Invalid),
        ("an octal escape", @"\101", Invalid),
        ("an escaped quote of the other kind", @"\'", Invalid),
        ("an escape in braces", @"\u{41}", Invalid),
        ("a short escape", @"\u004", Invalid),
        ("an escape that is not hexadecimal", @"\u00g1", Invalid),
        ("an escape in capitals", @"\U00000041", Invalid),
        ("an escaped space", @"\ ", Invalid),
        ("a continued line", "a\\\nb", Invalid),
        ("a backslash at its end", "a\\", Invalid),
        ("an escaped zero", @"\0", Invalid),
        ("an alarm", @"\a", Invalid),
    ];

    public static TheoryData<Attack> Broken() => new(
        from pair in Endpoints.WithObject.Spread(Faults, 4)
        let endpoint = pair.Place
        let fault = pair.Row
        select Attack.OnBody(endpoint, fault.Name, fault.Break(endpoint.GoodBody!), Verdict.Body(fault.Says)));

    /// <summary>The same inside of an array, whose items can then not be told apart; and faults of the array itself.</summary>
    public static TheoryData<Attack> BrokenArrays()
    {
        (string Name, Func<string, string> Break, string Says)[] arrays =
        [
            ("no bracket at the end", good => good[..^1], Invalid),
            ("a bracket too many", good => good + "]", Follows), ("a comma at the end", good => good[..^1] + ",]", Invalid),
            ("a comma at the beginning", good => "[," + good[1..], Invalid),
            ("the body twice", good => good + good, Follows), ("lines", good => good[1..^1] + "\n" + good[1..^1], Follows),
            ("a brace that closes a bracket", good => good[..^1] + "}", Invalid),
            ("30,000 brackets without an end", _ => new string('[', 30_000), Invalid),
        ];
        string[] outside = ["nothing but spaces", "no braces", "a brace too many", "a comment at the end", "the body twice",
            "the body twice, by lines", "a NUL at the end"];
        var inside = Faults.Where(fault => !outside.Contains(fault.Name))
            .Select(fault => (fault.Name, (Func<string, string>)(good => $"[{fault.Break(good[1..^1])}]"), Invalid));
        var single = Endpoints.Of("create_evaluations");
        return new(
            from fault in inside.Concat(arrays)
            select Attack.OnBody(single, fault.Item1, fault.Item2(single.GoodBody!), Verdict.Body(fault.Item3)));
    }

    public static TheoryData<Attack> BrokenTexts() => new(
        from text in Texts
        let body = $$"""{"name":"{{text.Text}}"}"""
        select Attack.OnBody(Endpoints.Of("update_evaluation_label"), text.Name, body, Verdict.Body(text.Says)));

    /// <summary>Cut after every byte; the body has no character of several, so that each cut is one of syntax.</summary>
    public static TheoryData<Attack> CutShort()
    {
        var endpoint = Endpoints.Of("create_run_evaluation");
        var good = endpoint.GoodBody!.Replace("$label", "0198c0de-7a3b-7c4d-8e5f-0123456789ab", StringComparison.Ordinal);
        return new(
            from length in Enumerable.Range(1, good.Length - 1)
            select Attack.OnBody(endpoint, $"cut after {length} bytes", good[..length], Verdict.Body(Invalid)));
    }

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BrokenArrays), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BrokenTexts), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(CutShort), DisableDiscoveryEnumeration = true)]
    public Task What_is_not_one_JSON_value_is_refused(Attack attack) => service.Withstands(attack);

    private static string Once(string text, char what, string with)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        return text[..at] + with + text[(at + 1)..];
    }
}
