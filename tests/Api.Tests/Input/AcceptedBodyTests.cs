using System.Text.Json;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Tests.Input;

public sealed class AcceptedBodyTests(SampleHost host) : IClassFixture<SampleHost>
{
    public static TheoryData<string> OddTexts => new(
        "",
        " ",
        "  edges kept \t\r\n",
        "😀👩‍👩‍👧‍👦",
        "e\u0301 is not \u00e9",
        "\u05e9\u05dc\u05d5\u05dd \u202eright to left\u202c",
        "in\uFEFFside\uFEFF",
        "\uFFFD\uFFFE\uFFFF\u2028\u2029\u0085\u00A0\u200B",
        "\uE000 private, \U0010FFFF last",
        "\u0001\u001f\u007f",
        "\"quoted\" 'too' \\ / `",
        "</script><!-- & -->",
        "\\u0000 \\ud800 as letters",
        "'; drop table runs; --",
        "%00 %s {0} ${x}",
        "null");

    public static TheoryData<string> OddNumbers => new(
        "1.0", "1E2", "1e-7", "-0", "-0.0", "12345678901234567890", "0.1000", "1E+300", "123456789.123456789123456789", "1e-400");

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task A_text_comes_back_exactly_as_sent(string text)
    {
        var sent = new SampleRequest
        {
            Name = text,
            Value = 1,
            Comment = text,
            Categories = [text],
            Weights = new Dictionary<string, double> { [text] = 1 },
        };
        var (answer, _) = await EchoAsync(JsonSerializer.Serialize(sent, WireJson.Options));

        Assert.Equal(text, answer.GetProperty("name").GetString());
        Assert.Equal(text, answer.GetProperty("comment").GetString());
        Assert.Equal(text, answer.GetProperty("categories")[0].GetString());
        Assert.Equal(text, answer.GetProperty("weights").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task Escapes_may_spell_every_character_of_a_UUID_and_of_a_name()
    {
        const string Id = "0198c0de-7a3b-7c4d-8e5f-0123456789ab";
        var escaped = string.Concat(Id.Select(c => $"\\u{(int)c:x4}"));

        var (answer, _) = await EchoAsync($$"""{"name":"a","value":1,"comment":null,"\u006cabel_id":"{{escaped}}"}""");

        Assert.Equal(Id, answer.GetProperty("label_id").GetString());
    }

    [Theory]
    [InlineData("\\u0041\\/\\b\\f\\n\\r\\t\\\"\\\\", "A/\b\f\n\r\t\"\\")]
    [InlineData("\\uD83D\\uDE00", "😀")]
    [InlineData("\\ud83d\\ude00\\ud83d\\ude00", "😀😀")]
    [InlineData("\\\\u0000", "\\u0000")]
    [InlineData("\\\\\\\\ud800", "\\\\ud800")]
    [InlineData("\\u005cud800", "\\ud800")]
    public async Task Escapes_mean_what_they_say(string spelt, string meant)
    {
        var (answer, _) = await EchoAsync($$"""{"name":"{{spelt}}","value":1,"comment":null}""");
        Assert.Equal(meant, answer.GetProperty("name").GetString());
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task Metadata_keeps_the_spelling_of_its_numbers_and_its_order(string number)
    {
        var metadata = $$"""{ "z" : {{number}} ,"a":["\u0041\/",{{number}}], "é":null}""";
        var (_, text) = await EchoAsync($$"""{"name":"n","value":1,"comment":null,"metadata":{{metadata}}}""");
        Assert.Contains("\"metadata\":" + metadata, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("0.30000000000000004")]
    [InlineData("1E+300")]
    [InlineData("5E-324")]
    [InlineData("1.7976931348623157E+308")]
    [InlineData("-3")]
    public async Task A_value_round_trips(string number)
    {
        var (_, text) = await EchoAsync($$"""{"name":"n","value":{{number}},"comment":null}""");
        Assert.Contains($"\"value\":{number},", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z")]
    [InlineData("2026-01-31T09:30:00.5+02:00", "2026-01-31T07:30:00.5Z")]
    [InlineData("2026-01-31T09:30:00.123456789Z", "2026-01-31T09:30:00.123456Z")]
    [InlineData("2026-01-31t09:30:00.100z", "2026-01-31T09:30:00.1Z")]
    public async Task A_time_comes_back_in_utc_to_the_microsecond(string sent, string expected)
    {
        var (answer, _) = await EchoAsync($$"""{"name":"n","value":1,"comment":null,"started_at":"{{sent}}"}""");
        Assert.Equal(expected, answer.GetProperty("started_at").GetString());
    }

    [Fact]
    public async Task Every_kind_of_member_is_read_and_written()
    {
        const string body =
            """
            {"name":"n","value":0.5,"note":"x","count":-2147483648,"total":9223372036854775807,"archived":false,
            "label_id":"0198C0DE-7A3B-7C4D-8E5F-0123456789AB","started_at":"2026-01-31T09:30:00Z","state":"in_review",
            "categories":["a","b"],"ranks":[1,2],"evaluator_ids":["0198c0de-7a3b-7c4d-8e5f-0123456789ab"],
            "weights":{"a":1.5},"part":{"key":"k","weight":1},"parts":[{"key":"k","weight":1,"hint":null,"order":3}],
            "metadata":{"a":1.0},"comment":"c"}
            """;
        const string expected =
            """
            {"name":"n","value":0.5,"note":"x","count":-2147483648,"total":9223372036854775807,"archived":false,
            "label_id":"0198c0de-7a3b-7c4d-8e5f-0123456789ab","started_at":"2026-01-31T09:30:00Z","state":"in_review",
            "categories":["a","b"],"ranks":[1,2],"evaluator_ids":["0198c0de-7a3b-7c4d-8e5f-0123456789ab"],
            "weights":{"a":1.5},"part":{"key":"k","weight":1,"hint":null,"order":7},
            "parts":[{"key":"k","weight":1,"hint":null,"order":3}],
            "metadata":{"a":1.0},"comment":"c"}
            """;
        var (_, text) = await EchoAsync(body);
        Assert.Equal(expected.ReplaceLineEndings(""), text);
    }

    [Fact]
    public async Task Null_stands_for_an_optional_member_that_is_left_out()
    {
        const string nulls =
            """
            {"name":"n","value":1,"comment":null,"note":null,"count":null,"total":null,"archived":null,"label_id":null,
            "started_at":null,"state":null,"categories":null,"ranks":null,"evaluator_ids":null,"weights":null,"part":null,
            "parts":null,"metadata":null}
            """;
        var (_, withNulls) = await EchoAsync(nulls);
        var (_, without) = await EchoAsync("""{"comment":null,"value":1,"name":"n"}""");
        Assert.Equal(without, withNulls);
        Assert.Contains("\"note\":null", without, StringComparison.Ordinal);
    }

    private async Task<(JsonElement Answer, string Text)> EchoAsync(string body)
    {
        using var response = await host.Client.PostAsync("/v1/sample", Refusals.Json(body));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (JsonDocument.Parse(text).RootElement, text);
    }
}
