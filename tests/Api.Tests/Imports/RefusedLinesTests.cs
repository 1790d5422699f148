using System.Net;
using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Imports;

/// <summary>A line is refused for what a request with it alone is refused for, in the same words.</summary>
public sealed class RefusedLinesTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>The members of a request but for the run, which is named in its path.</summary>
    public static TheoryData<string> Members =>
    [
        """ "evaluation_label_id":"LABEL","value":2""",
        """ "evaluation_label_id":"LABEL","value":1e400""",
        """ "evaluation_label_id":"LABEL","value":"1" """,
        """ "evaluation_label_id":"LABEL","value":null""",
        """ "evaluation_label_id":"LABEL" """,
        """ "evaluation_label_id":"LABEL","value":1,"valeu":1""",
        """ "evaluation_label_id":"LABEL","value":1,"value":1""",
        """ "evaluation_label_id":"LABEL","value":1,"confidence":1.5""",
        """ "evaluation_label_id":"LABEL","value":1,"comment":"\u0000" """,
        """ "evaluation_label_id":"LABEL","value":1,"comment":"\ud800" """,
        """ "evaluation_label_id":"LABEL","value":1,"metadata":[]""",
        """ "evaluation_label_id":"LABEL","value":1,"metadata":{"a":1,"a":2}""",
        """ "evaluation_label_id":"01990000-0000-7000-8000-0000000000aa","value":1""",
        """ "evaluation_label_id":"ARCHIVED","value":1""",
        """ "evaluation_label_id":"label","value":1""",
        """ "evaluation_label_id":"LABEL","value":1,"output_name":"LONG" """,
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task As_the_single_request_is(string members)
    {
        var ada = service.User();
        var (run, label, archived) = (await ada.HasRun(), await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        (await ada.Delete($"/v1/evaluation-label/{archived}")).Is(HttpStatusCode.NoContent);
        var text = members
            .Replace("LABEL", $"{label}", StringComparison.Ordinal)
            .Replace("ARCHIVED", $"{archived}", StringComparison.Ordinal)
            .Replace("LONG", new string('x', 1001), StringComparison.Ordinal);

        var single = await ada.Post($"/v1/run/{run}/evaluations", $"{{{text}}}");
        var sent = await ada.Imports(Ndjson.Of("", $$"""{{{text}},"run_id":"{{run}}"}""", Ndjson.Line(run, label, 1)));

        Assert.InRange(single.Status, 400, 499);
        Assert.Equal((3, 1, 1, 1), sent.Is(HttpStatusCode.Created).Counts());
        var refused = JsonNode.Parse(sent["refusals"][0].GetRawText())!.AsObject();
        Assert.Equal(2, refused["line"]!.GetValue<long>());
        refused.Remove("line");
        var expected = JsonNode.Parse(single.Text)!.AsObject();
        expected.Remove("trace_id");
        Assert.Equal(WithoutKnownMembers(expected), WithoutKnownMembers(refused));
    }

    [Fact]
    public async Task A_run_that_is_not_there_or_not_named()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();

        var sent = await ada.Imports(Ndjson.Of(
            Ndjson.Line(UniqueId.Next(), label, 1), $$"""{"evaluation_label_id":"{{label}}","value":1}"""));

        Assert.Equal((2, 0, 2, 0), sent.Is(HttpStatusCode.Created).Counts());
        var refusals = sent["refusals"];
        Assert.Equal(("run_not_found", 404), (refusals[0].GetProperty("code").GetString(), refusals[0].GetProperty("status").GetInt32()));
        Assert.Equal("is required", refusals[1].GetProperty("errors").GetProperty("run_id")[0].GetString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{} {}")]
    [InlineData("\uFEFF{}")]
    public async Task What_is_no_object_is_refused_and_the_next_line_is_read(string line)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        var sent = await ada.Imports(Ndjson.Of(line, Ndjson.Line(run, label, 1)));

        Assert.Equal((2, 1, 1, 0), sent.Is(HttpStatusCode.Created).Counts());
        Assert.Equal(400, sent["refusals"][0].GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        byte[] lines = [(byte)'"', 0xFF, (byte)'"', (byte)'\n', .. System.Text.Encoding.UTF8.GetBytes(Ndjson.Line(run, label, 1))];

        var sent = await ada.Imports(Ndjson.Content(lines, "application/x-ndjson"));

        Assert.Equal((2, 1, 1, 0), sent.Is(HttpStatusCode.Created).Counts());
        Assert.Equal("invalid_body", sent["refusals"][0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(65_536, 2)]
    [InlineData(65_537, 1)]
    [InlineData(9_000_000, 1)]
    public async Task A_line_over_the_limit_of_a_body_is_refused_and_passed_over(int length, int created)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var line = Ndjson.Line(run, label, 1);

        var sent = await ada.Imports(Ndjson.Of(line.PadRight(length), line));

        Assert.Equal((2, created, 2 - created, 0), sent.Is(HttpStatusCode.Created).Counts());
        if (created == 1)
        {
            var refused = sent["refusals"][0];
            Assert.Equal(
                ("body_too_large", 413, 65_536),
                (refused.GetProperty("code").GetString(), refused.GetProperty("status").GetInt32(), refused.GetProperty("max_bytes").GetInt32()));
        }
    }

    /// <summary>A line may name its run too, and the words about an unknown member say so.</summary>
    private static string WithoutKnownMembers(JsonObject error) =>
        error.ToJsonString().Replace("those are run_id, ", "those are ", StringComparison.Ordinal);
}
