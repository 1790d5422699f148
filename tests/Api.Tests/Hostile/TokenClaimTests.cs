namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Tokens that are signed as they should be, and say what they must not.</summary>
[Collection(HostileInput.Name)]
public sealed class TokenClaimTests(HostileService service)
{
    private const string OutOfRange = "is out of range";
    private const string Number = "must be a number";
    private const string Text = "must be a string";

    private static readonly (string Claim, string? Value, string Says)[] Claims =
    [
        ("iss", null, "must have an 'iss'"), ("iss", "\"\"", "'iss' is not"), ("iss", "null", Text),
        ("iss", "[\"run-evaluations\"]", Text),
        ("iss", "\"RUN-EVALUATIONS\"", "'iss' is not"), ("iss", "\"run-evaluations \"", "'iss' is not"),
        ("iss", "\"run-evaluations/\"", "'iss' is not"), ("iss", "1", Text),
        ("iss", "\"https://evil.example\"", "'iss' is not"),
        ("aud", null, "must have an 'aud'"), ("aud", "\"\"", "'aud' does not name"), ("aud", "null", Text),
        ("aud", "1", Text),
        ("aud", "[]", "'aud' does not name"), ("aud", "[\"other\"]", "'aud' does not name"), ("aud", "{}", Text),
        ("aud", "[[\"run-evaluations\"]]", Text), ("aud", "[\"run-evaluations\",null]", Text),
        ("aud", "\"Run-Evaluations\"", "'aud' does not name"),
        ("aud", "\"run-evaluations other\"", "'aud' does not name"), ("aud", "\"*\"", "'aud' does not name"),
        ("exp", null, "must have an 'exp'"), ("exp", "null", Number), ("exp", "\"4102444800\"", Number),
        ("exp", "true", Number),
        ("exp", "[4102444800]", Number), ("exp", "{}", Number), ("exp", "\"never\"", Number),
        ("exp", "1e400", OutOfRange),
        ("exp", "-1e400", OutOfRange), ("exp", "1e300", OutOfRange), ("exp", "253402300800", OutOfRange),
        ("exp", "9223372036854775808", OutOfRange), ("exp", "-62135596801", OutOfRange), ("exp", "NaN", "JSON object"),
        ("exp", "Infinity", "JSON object"), ("exp", "0x7fffffff", "JSON object"), ("exp", "+4102444800", "JSON object"),
        ("exp", "04102444800", "JSON object"),
        ("nbf", "\"1\"", Number), ("nbf", "null", Number), ("nbf", "1e400", OutOfRange),
        ("nbf", "4102444800", "not valid yet"),
        ("nbf", "253402300799", "not valid yet"), ("nbf", "[]", Number),
        ("iat", "\"1\"", Number), ("iat", "4102444800", "'iat' is in the future"), ("iat", "-1e300", OutOfRange),
        ("iat", "false", Number),
        ("jti", "1", Text), ("jti", "null", Text), ("jti", "[]", Text),
        ("sub", null, "must name a user"), ("sub", "null", Text), ("sub", "1", Text), ("sub", "[\"ada\"]", Text),
        ("sub", "{}", Text),
        ("account_id", null, "must name an account"), ("account_id", "null", Text), ("account_id", "0", Text),
        ("account_id", "[\"a\",\"b\"]", Text), ("account_id", "{\"$ne\":\"\"}", Text),
        ("evaluator_id", "null", Text), ("evaluator_id", "7", Text), ("evaluator_id", "\"\"", "must be a UUID"),
        ("evaluator_id", "\"none\"", "must be a UUID"),
        ("evaluator_id", "\"{0198f6a5-1111-7abc-8def-0123456789ab}\"", "must be a UUID"),
        ("evaluator_id", "\"0198f6a511117abc8def0123456789ab\"", "must be a UUID"),
        ("evaluator_id", "\"urn:uuid:0198f6a5-1111-7abc-8def-0123456789ab\"", "must be a UUID"),
        ("evaluator_id", "\"0198f6a5-1111-7abc-8def-0123456789ab\"", "does not exist or is archived"),
        ("evaluator_id", "\"00000000-0000-0000-0000-000000000000\"", "does not exist or is archived"),
    ];

    private static readonly (string Name, string Id)[] Ids =
    [
        ("empty", ""), ("a space", " "), ("with a space before", " ada"), ("with a space behind", "ada "),
        ("with a NUL", @"a\u0000a"),
        ("with a line feed", @"a\na"), ("with a zero width space", @"a\u200ba"), ("right to left", @"a\u202ea"),
        ("with a mark", @"\ufeffada"),
        ("half a character", @"\ud800"), ("private use", @"\ue000"), ("invisible", @"\u3164"),
        ("not assigned", @"\u0378"),
        ("129 characters", new string('a', 129)), ("5,000 characters", new string('a', 5000)),
        ("a soft hyphen", @"a\u00ada"),
    ];

    private static readonly string[] More =
    [
        "\"sub\":\"eve\"", "\"account_id\":\"other\"", "\"\\u0061ccount_id\":\"other\"", "\"exp\":4102444800",
        "\"aud\":\"run-evaluations\"",
        "\"x\":{\"y\":1,\"y\":2}",
    ];

    private static readonly string[] NoPayloads =
        [" ", "[]", "null", "\"{}\"", "1", "{}{}", "{\"iss\":\"run-evaluations\"", "{'iss':'run-evaluations'}", "\u0000"];

    public static TheoryData<Attack> WrongClaims() => new(
        from claim in Claims
        select Attack.OnToken(
            $"{claim.Claim} is {claim.Value ?? "left out"}",
            f => f.Sign(Forgery.Header, f.Claims(claim.Claim, claim.Value)),
            Verdict.Token(claim.Says)));

    public static TheoryData<Attack> WrongIds() => new(
        from claim in (string[])["account_id", "sub"]
        from id in Ids
        select Attack.OnToken(
            $"{claim} is {id.Name}",
            f => f.Sign(Forgery.Header, f.Claims(claim, $"\"{id.Id}\"")),
            Verdict.Token($"'{claim}'")));

    public static TheoryData<Attack> Expired() => new(
        from ago in (double[])[31, 60.5, 3600, 1e9]
        select Attack.OnToken(
            $"expired {ago} seconds ago",
            f => f.Sign(Forgery.Header, f.Claims("exp", Forgery.Seconds(-ago))),
            new Verdict(401, "token_expired", null, "has expired")));

    public static TheoryData<Attack> GivenTwice() => new(
        from more in More
        select Attack.OnToken(
            $"and then {more}", f => f.Sign(Forgery.Header, f.Claims(more: "," + more)), Verdict.Token("given twice")));

    public static TheoryData<Attack> NoPayload() => new(
        from payload in NoPayloads
        select Attack.OnToken(
            $"the payload {Wire.Shown(payload)}", f => f.Sign(Forgery.Header, payload), Verdict.Token("JSON object")));

    /// <summary>A token inside a token, and what an evaluator may not do.</summary>
    public static TheoryData<Attack> Nested() =>
    [
        Attack.OnToken("a token in the payload", f => f.Sign(Forgery.Header, f.Sound), Verdict.Token("JSON object")),
        Attack.OnToken(
            "a token in quotes in the payload", f => f.Sign(Forgery.Header, $"\"{f.Sound}\""),
            Verdict.Token("JSON object")),
    ];

    /// <summary>What an evaluator's own token does not open, from the list of operations.</summary>
    public static TheoryData<Attack> NotForEvaluators() => new(
        from endpoint in Endpoints.All
        where endpoint.Writes && !IsForEvaluators(endpoint.Operation)
        select new Attack(
            $"{endpoint.Operation} with an evaluator's token",
            endpoint.Head("Authorization: Bearer $evaluator_token", Wire.Json, Wire.Length),
            endpoint.GoodBody ?? "",
            new Verdict(403, "user_required")));

    [Theory]
    [MemberData(nameof(WrongClaims), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WrongIds), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Expired), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(GivenTwice), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoPayload), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Nested), DisableDiscoveryEnumeration = true)]
    public Task A_token_with_wrong_claims_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(NotForEvaluators), DisableDiscoveryEnumeration = true)]
    public Task An_evaluator_may_not(Attack attack) => service.Withstands(attack);

    private static bool IsForEvaluators(string operation) =>
        operation.EndsWith("run_evaluation", StringComparison.Ordinal)
        || operation is "create_run_evaluations" or "create_evaluations" or "import_evaluations"
        || operation is "describe_evaluations" or "measure_agreement" or "calibrate_evaluator"
        || operation is "compare_runs" or "find_coverage" or "check_gate";
}
