using System.Net;
using System.Text;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Hostile;

/// <summary>What looks hostile and is allowed: it comes back exactly as it was sent.</summary>
[Collection(HostileInput.Name)]
public sealed class OddButAllowedTests(HostileService service)
{
    private static readonly (string Name, string Text)[] Odd =
    [
        ("composed", "\u00e9"), ("decomposed", "e\u0301"), ("a ligature", "\ufb01"), ("full width", "\uff21"),
        ("Kelvin", "\u212a"), ("dotless", "\u0131\u0130"),
        ("sharp s", "\u00df\u1e9e"), ("zero width", "a\u200b\u200c\u200db"), ("a mark inside", "a\ufeffb"),
        ("right to left", "\u202eabc\u202c"),
        ("isolates", "\u2066abc\u2069"), ("Arabic", "\u0645\u0631\u062d\u0628\u0627"),
        ("combining a hundred times", "a" + new string('\u0301', 100)),
        ("a family", "\U0001F468\u200D\U0001F469\u200D\U0001F467"), ("a flag", "\U0001F1EB\U0001F1F7"),
        ("the last character", "\U0010FFFF"), ("no character", "\uffff\ufffe"),
        ("private use", "\ue000\U000F0000"), ("controls", "\u0001\u0002\u007f\u0085\u009f"),
        ("line separators", "a\u2028b\u2029c"), ("a line feed", "a\r\nb\tc"),
        ("spaces around", " a "), ("a replacement", "\ufffd"), ("markup", "<script>alert(1)</script>"),
        ("an entity", "&lt;&#0;"), ("quotes", "\"'`\\"),
        ("SQL", "'; drop table runs; --"), ("a template", "{{7*7}}${7*7}#{7*7}"),
        ("a lookup", "${jndi:ldap://127.0.0.1/a}"), ("a path", "../../etc/passwd"),
        ("a format", "%s%n%x{0}{1}"), ("a formula", "=1+1"), ("a word that means nothing", "null"), ("a number", "1e3"),
        ("an escape as text", "\\u0000"),
        ("200 emoji", string.Concat(Enumerable.Repeat("\U0001F600", 200))), ("a tag", "\U000E0041\U000E007F"),
        ("Zalgo", "Z\u0351\u036b\u0343\u036a\u0302"),
    ];

    private static readonly (string Sent, double Kept)[] Numbers =
    [
        ("0", 0), ("-0", 0), ("-0.0", 0), ("1e-400", 0), ("-1e-400", 0), ("5e-324", 5e-324), ("4.9e-324", 5e-324),
        ("2.2250738585072011e-308", 2.2250738585072011e-308),
        ("1e0000000000000000001", 10), ("1E+2", 100), ("100e-2", 1), ("0.1", 0.1),
        ("0.1000000000000000055511151231257827", 0.1), ("9007199254740993", 9007199254740992),
        ("1.7976931348623157e308", double.MaxValue), ("-1.7976931348623157e308", double.MinValue),
        ("123456789012345678901234567890", 123456789012345678901234567890d),
        ("0.30000000000000004", 0.30000000000000004), ("1.0", 1),
    ];

    public static TheoryData<string> Texts() => new(Odd.Select(odd => odd.Name));

    public static TheoryData<string> Doubles() => new(Numbers.Select(number => number.Sent));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task An_odd_text_is_a_name_like_any_other(string name)
    {
        var (ada, text) = (service.Service.User(), Odd.Single(odd => odd.Name == name).Text);
        var body = new { name = text, description = text, value_type = "ordinal", categories = new[] { text, name } };
        var made = (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Created);
        var read = await ada.Get($"/v1/evaluation-label/{made.Id}");

        Assert.Equal(text, read["name"].GetString());
        Assert.Equal(text, read["description"].GetString());
        Assert.Equal(text, read["categories"][0].GetString());
        (await ada.Post("/v1/evaluation-labels", body)).Is(HttpStatusCode.Conflict, "label_name_taken");
    }

    [Fact]
    public async Task Names_that_only_look_alike_are_different_names()
    {
        var ada = service.Service.User();
        string[] alike =
        [
            "caf\u00e9", "cafe\u0301", "cafe", "Cafe", "caf\u00e9\u200b", " caf\u00e9", "\uff43\uff41\uff46\u00e9", "c\u0430f\u00e9",
        ];
        foreach (var name in alike)
            (await ada.Post("/v1/evaluation-labels", new { name, value_type = "binary" })).Is(HttpStatusCode.Created);

        var names = (await ada.Get("/v1/evaluation-labels")).Items.Select(label => label.GetProperty("name").GetString());
        Assert.Equal(alike, names);
    }

    [Theory]
    [MemberData(nameof(Doubles))]
    public async Task A_number_is_the_double_nearest_to_it_and_zero_has_no_sign(string sent)
    {
        var kept = Numbers.Single(number => number.Sent == sent).Kept;
        var ada = service.Service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel(double.MinValue, double.MaxValue));
        var made = await ada.Post($"/v1/run/{run}/evaluations", $$"""{"evaluation_label_id":"{{label}}","value":{{sent}}}""");
        var read = await ada.Get(Story.PathOf(made.Is(HttpStatusCode.Created)));

        Assert.Equal(BitConverter.DoubleToInt64Bits(kept), BitConverter.DoubleToInt64Bits(read["value"].GetDouble()));
    }

    [Theory]
    [InlineData("""{"a":1e0000000000000000001,"b":1E400e}""", false)]
    [InlineData("""{ "b" : -0 , "a" : [ 1.0, 1e2 ] , "\u0061b":"\u00e9\/" }""", true)]
    [InlineData("""{"__proto__":{"x":1},"constructor":null,"":{"":[]}}""", true)]
    [InlineData("{\"\u00e9\":1,\"e\u0301\":2}", true)]
    [InlineData("""{"n":123456789012345678901234567890.123456789012345678901234567890}""", true)]
    public async Task Metadata_is_kept_as_it_is_spelt(string metadata, bool accepted)
    {
        var ada = service.Service.User();
        var body = $$"""{"status":"running","metadata":{{metadata}}}""";
        var made = await ada.Post("/v1/runs", body);
        Assert.Equal(accepted ? 201 : 400, made.Status);
        if (accepted)
            Assert.Contains($"\"metadata\":{metadata}", (await ada.Get($"/v1/run/{made.Id}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Requests_sent_without_waiting_are_answered_in_their_order(int count)
    {
        var (ada, sent) = (service.Service.User(), new StringBuilder());
        var token = service.Service.Token(ada.Account, "ada");
        for (var i = 0; i < count; i++)
        {
            var body = i % 2 == 0 ? $$"""{"name":"n{{i}}","value_type":"binary"}""" : """{"name":}""";
            var head = Wire.Head("POST", "/v1/evaluation-labels", Wire.Credential, Wire.Json, Wire.Length);
            sent.Append(service.World.Fill(head + body, token, body.Length));
        }

        using var connection = await RawConnection.Open(service.Service.Address);
        await connection.Send(Wire.Bytes(sent.ToString()));
        for (var i = 0; i < count; i++)
        {
            var answer = await connection.Read();
            Assert.Equal(i % 2 == 0 ? 201 : 400, answer!.Status);
            if (i % 2 == 0)
                Assert.Equal($"n{i}", JsonDocument.Parse(answer.Body).RootElement.GetProperty("name").GetString());
        }
    }
}
