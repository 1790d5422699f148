namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>Numbers that are none, are too large, or are of the wrong kind.</summary>
[Collection(HostileInput.Name)]
public sealed class JsonNumberTests(HostileService service)
{
    private const string Evaluation = "create_run_evaluation";

    /// <summary>Where a number may stand, and what the answer calls it.</summary>
    private static readonly (string Operation, string Around, string Field)[] Places =
    [
        (Evaluation, """{"evaluation_label_id":"$scale","value":#}""", "value"),
        (Evaluation, """{"evaluation_label_id":"$scale","value":1,"confidence":#}""", "confidence"),
        (Evaluation, """{"evaluation_label_id":"$scale","value":1,"metadata":{"k":[#]}}""", "metadata.k[0]"),
        ("update_run_evaluation", """{"value":#}""", "value"),
        ("create_evaluation_label", """{"name":"n","value_type":"continuous","min_value":#,"max_value":9}""", "min_value"),
        ("create_run", """{"status":"running","result":{"usage":{"total_tokens":#}}}""", "result.usage.total_tokens"),
        ("put_run", """{"status":"running","result":{"usage":{"cost":#}}}""", "result.usage.cost"),
    ];

    private static readonly string[] NoNumbers =
    [
        "NaN", "nan", "-NaN", "Infinity", "-Infinity", "+Infinity", "inf", "1.#INF", "+1", "--1", "-", ".5", "-.5",
        "1.", "1.e5",
        "01", "-01", "00", "0x10", "0b1", "0o7", "1e", "1e+", "1e1.5", "1_000", "1'000", "1f", "1d", "1n", "1..2",
        "1.2.3", "e5",
        "\u00d9\u00a1", "\u00ef\u00bc\u0091", "1\u00c2\u00a0", "½", "1/2", "50%", "$1",
    ];

    private static readonly (string Name, string Text)[] TooLarge =
    [
        ("1e400", "1e400"), ("-1e400", "-1e400"), ("1e309", "1e309"), ("1e2147483648", "1e2147483648"),
        ("1e99999999999999999999", "1e99999999999999999999"), ("just over the largest", "1.7976931348623159e308"),
        ("400 digits", new string('9', 400)), ("400 digits below zero", "-" + new string('9', 400)),
        ("50,000 digits", new string('1', 50_000)),
    ];

    private static readonly string[] OtherKinds =
    [
        "\"1\"", "\"\"", "\"NaN\"", "\"Infinity\"", "\" 1\"", "\"0x1\"", "\"1e0\"", "[1]", "{\"value\":1}", "true",
    ];

    private static readonly string[] Fractions =
        ["1.0", "0.5", "1e2", "1E0", "9223372036854775808", "-9223372036854775809", "100000000000000000000", "1e-1"];

    private static readonly (string Label, string Values, string Says)[] Misfits =
    [
        ("label", "2 -1 0.5 1e300 -1e-300 1.0000000000000002 4294967296 4294967297", "0 or 1"),
        ("rank", "3 -1 0.5 1e300 2.0000000000000004 4294967296 -4294967296", "from 0"),
        ("scale", "1.0000000000000002 -1.0000000000000002 2 1e308 -1e308", "between -1 and 1"),
    ];

    public static TheoryData<Attack> NoNumber() => new(
        from pair in Places.Spread(NoNumbers, 3)
        let place = pair.Place
        let text = pair.Row
        select On(
            place.Operation, place.Around, place.Field, Wire.Shown(text), text,
            Verdict.Body(text == "½" ? "UTF-8" : "not valid JSON")));

    public static TheoryData<Attack> NoDouble() => new(
        from place in Places
        from number in TooLarge
        select On(
            place.Operation,
            place.Around,
            place.Field,
            number.Name,
            number.Text,
            Verdict.Wrong(place.Field, "that a double can hold")));

    public static TheoryData<Attack> Quoted() => new(
        from place in Places.Where(p => !p.Field.StartsWith("metadata", StringComparison.Ordinal))
        from text in OtherKinds
        select On(place.Operation, place.Around, place.Field, text, text, Verdict.Wrong(place.Field, "number")));

    public static TheoryData<Attack> NotWhole() => new(
        from text in Fractions
        let place = Places.Single(p => p.Field == "result.usage.total_tokens")
        select On(
            place.Operation, place.Around, place.Field, text, text,
            Verdict.Wrong(place.Field, "must be a whole number")));

    public static TheoryData<Attack> OutOfRange() => new(
        from row in ((string Field, string Values, string Says)[])
        [
            ("confidence", "-1 2 1.0000000000000002 -5e-324 1e308", "must be a number from 0 to 1"),
            ("result.usage.total_tokens", "-1 -9223372036854775808", "must not be negative"),
            ("result.usage.cost", "-1 -5e-324 -1e308", "must not be negative"),
        ]
        from text in row.Values.Split(' ')
        let place = Places.Single(p => p.Field == row.Field)
        select On(place.Operation, place.Around, place.Field, text, text, Verdict.Wrong(place.Field, row.Says)));

    /// <summary>In binary and ordinal labels, in both operations that take a value.</summary>
    public static TheoryData<Attack> NotOfTheLabel() => new(
        from misfit in Misfits
        from text in misfit.Values.Split(' ')
        select Attack.OnBody(
            Endpoints.Of(Evaluation),
            $"{text} for ${misfit.Label}",
            $$"""{"evaluation_label_id":"${{misfit.Label}}","value":{{text}}}""",
            new Verdict(422, "value_not_allowed", "value", misfit.Says)));

    public static TheoryData<Attack> NotACorrection() => new(
        from text in Misfits[0].Values.Split(' ')
        select Attack.OnBody(
            Endpoints.Of("update_run_evaluation"),
            text,
            $$"""{"value":{{text}}}""",
            new Verdict(422, "value_not_allowed", "value", Misfits[0].Says)));

    [Theory]
    [MemberData(nameof(NoNumber), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NoDouble), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Quoted), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotWhole), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public Task What_is_not_a_number_of_its_kind_is_refused(Attack attack) => service.Withstands(attack);

    [Theory]
    [MemberData(nameof(NotOfTheLabel), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotACorrection), DisableDiscoveryEnumeration = true)]
    public Task A_value_that_does_not_fit_its_label_is_refused(Attack attack) => service.Withstands(attack);

    private static Attack On(string operation, string around, string field, string name, string text, Verdict verdict) =>
        Attack.OnBody(
            Endpoints.Of(operation), $"{name} as {field}", around.Replace("#", text, StringComparison.Ordinal), verdict);
}
