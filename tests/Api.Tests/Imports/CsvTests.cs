using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Imports;

public sealed class CsvTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Header = "run_id,evaluation_label_id,value";

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r\n", "\uFEFF")]
    public async Task Lines_end_in_either_way_and_a_byte_order_mark_is_passed_over(string end, string mark)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel());

        var sent = await ada.Imports(Ndjson.Csv($"{mark}{Header}{end}{run},{label},1{end}{end}{run},{label},2.5e1"));

        Assert.Equal((4, 2, 0, 1), sent.Is(HttpStatusCode.Created).Counts());
        Assert.Equal("csv", sent["format"].GetString());
        Assert.Equal([1, 25], (await ada.Get($"/v1/run/{run}/evaluations")).Items.Select(e => e.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task Cells_in_quotes_hold_commas_quotes_and_line_ends()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        const string Metadata = """{"a": "x, \"y\"",  "b": [1.0]}""";

        var sent = await ada.Imports(Ndjson.Csv($"""
            "comment",metadata,run_id,evaluation_label_id,value,confidence
            "one, ""two""
            and é","{Metadata.Replace("\"", "\"\"", StringComparison.Ordinal)}","{run}",{label},1,
            ,,{run},{label},7,
            """));

        Assert.Equal((4, 1, 1, 0), sent.Is(HttpStatusCode.Created).Counts());
        Assert.Equal((4, "value_not_allowed"), (
            sent["refusals"][0].GetProperty("line").GetInt32(), sent["refusals"][0].GetProperty("code").GetString()));
        var recorded = Assert.Single((await ada.Get($"/v1/run/{run}/evaluations")).Items);
        Assert.Equal("one, \"two\"\nand é", recorded.GetProperty("comment").GetString());
        Assert.Equal(Metadata, recorded.GetProperty("metadata").GetRawText());
        Assert.False(recorded.TryGetProperty("confidence", out _));
    }

    [Theory]
    [InlineData("run_id,value", "lacks the column evaluation_label_id")]
    [InlineData("run_id,evaluation_label_id,value,valeu", "'valeu'; those are run_id, evaluation_label_id, value, output_name")]
    [InlineData("run_id,evaluation_label_id,value,", "not known, '\"\"'")]
    [InlineData("run_id,evaluation_label_id,value,value", "more than once")]
    [InlineData("run_id,evaluation_label_id, value", "' value'")]
    [InlineData("run_id,evaluation_label_id,\"value\"x", "do not pair")]
    [InlineData("", "'\"\"'")]
    public async Task A_header_line_that_will_not_do_refuses_the_whole(string header, string says)
    {
        var (ada, id) = (service.User(), UniqueId.Next());

        var refused = await ada.Imports(Ndjson.Csv($"{header}\n1,2,3\n"), id);

        refused.Is(HttpStatusCode.BadRequest, "invalid_body");
        Assert.Contains(says, refused["error"].GetString(), StringComparison.Ordinal);
        (await ada.Get($"{Ndjson.Path}/{id}")).Is(HttpStatusCode.NotFound, "import_not_found");
    }

    [Theory]
    [InlineData("RUN,LABEL", "it has 2 cells, and the header line names 5 columns")]
    [InlineData("RUN,LABEL,1,,,", "it has 6 cells, and the header line names 5 columns")]
    [InlineData("RUN,LABEL,\"1\"2,,", "cell 3 do not pair")]
    [InlineData("RUN,LABEL,1,a\"b,", "cell 4 do not pair")]
    [InlineData("RUN,LABEL,,,", "value is required")]
    [InlineData("RUN,LABEL,one,,", "value must be a number")]
    [InlineData("RUN,LABEL,+1,,", "value must be a number")]
    [InlineData("RUN,LABEL,01,,", "value must be a number")]
    [InlineData("RUN,LABEL, 1,,", "value must be a number")]
    [InlineData("RUN,LABEL,1.,,", "value must be a number")]
    [InlineData("RUN,LABEL,NaN,,", "value must be a number")]
    [InlineData("RUN,LABEL,1e999,,", "value must be a number that a double can hold")]
    [InlineData("x,LABEL,1,,", "run_id must be a UUID")]
    [InlineData("RUN,LABEL,1,a\u0000b,", "comment contains the character U+0000")]
    [InlineData("RUN,LABEL,1,,{", "metadata must be an object, not a string")]
    [InlineData("RUN,LABEL,1,,[]", "metadata must be an object, not an array")]
    [InlineData("RUN,LABEL,1,,\"{\"\"a\"\":1,\"\"a\"\":2}\"", "metadata.a is given more than once")]
    public async Task A_record_that_will_not_do_is_refused_and_the_next_is_read(string record, string says)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var lines = $"{Header},comment,metadata\n{record}\nRUN,LABEL,1,,{{}}\n"
            .Replace("RUN", $"{run}", StringComparison.Ordinal)
            .Replace("LABEL", $"{label}", StringComparison.Ordinal);

        var sent = await ada.Imports(Ndjson.Csv(lines));

        Assert.Equal((3, 1, 1, 0), sent.Is(HttpStatusCode.Created).Counts());
        Assert.Equal(2, sent["refusals"][0].GetProperty("line").GetInt32());
        Assert.Contains(says, sent["refusals"][0].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_nothing_ends_takes_the_rest_with_it()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());

        var sent = await ada.Imports(Ndjson.Csv($"{Header}\n{run},{label},1\n{run},{label},\"1\n{run},{label},1\n"));

        Assert.Equal((1, 1), (sent.Is(HttpStatusCode.Created)["created"].GetInt32(), sent["refused"].GetInt32()));
        Assert.Equal(3, sent["refusals"][0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_file_is_resumed_without_its_header_line()
    {
        var (ada, id) = (service.User(), UniqueId.Next());
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var file = $"{Header}\n{string.Concat(Enumerable.Repeat($"{run},{label},1\n", 6_000))}";
        await ada.SendsAndIsCut(service.Address, "text/csv", file, id, upTo: file.Length - 10);

        var taken = (await ada.TakenOf(id, atLeast: 1)).Counts();
        var rest = string.Join('\n', file.Split('\n').Skip((int)taken.Lines));
        var sent = await ada.Imports(Ndjson.Csv(rest), id, firstLine: taken.Lines + 1);

        Assert.Equal((6_001, 6_000, 0, 0), sent.Is(HttpStatusCode.OK).Counts());
        Assert.Equal(JsonValueKind.String, sent["completed_at"].ValueKind);
    }
}
