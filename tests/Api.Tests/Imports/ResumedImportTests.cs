using System.Net;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Imports;

/// <summary>Each line is taken once, whatever is cut and whoever else sends.</summary>
public sealed class ResumedImportTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int Lines = 12_000;

    private readonly Guid id = UniqueId.Next();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_cut_in_the_middle_of_a_line_is_sent_again(bool chunked)
    {
        var (ada, run, file) = await AFile();
        await ada.SendsAndIsCut(service.Address, "application/x-ndjson", file, id, upTo: file.Length - 20, chunked);

        var cut = await ada.TakenOf(id, atLeast: 1);
        var sent = await ada.Imports(Ndjson.Content(file, "application/x-ndjson"), id);

        Assert.Equal("running", cut["state"].GetString());
        Assert.Equal(10_000, cut["lines"].GetInt64());
        Assert.Equal((Lines, Lines - 1, 1, 0), sent.Is(HttpStatusCode.OK).Counts());
        Assert.Equal("completed", sent["state"].GetString());
        await EachLineWasTakenOnce(ada, run);
    }

    [Fact]
    public async Task The_rest_of_a_file_goes_on_where_it_was_cut()
    {
        var (ada, run, file) = await AFile();
        await ada.SendsAndIsCut(service.Address, "application/x-ndjson", file, id, upTo: file.Length / 2);
        var taken = (await ada.TakenOf(id, atLeast: 1))["lines"].GetInt64();
        var rest = string.Join('\n', file.Split('\n').Skip((int)taken));

        (await ada.Imports(Ndjson.Content(rest, "application/x-ndjson"), id, firstLine: taken))
            .Is(HttpStatusCode.Conflict, "import_is_elsewhere");
        var sent = await ada.Imports(Ndjson.Content(rest, "application/x-ndjson"), id, firstLine: taken + 1);

        Assert.Equal((Lines, Lines - 1, 1, 0), sent.Is(HttpStatusCode.OK).Counts());
        await EachLineWasTakenOnce(ada, run);
        Assert.Equal(sent.Counts(), (await ada.Imports(Ndjson.Content(file, "application/x-ndjson"), id)).Is(HttpStatusCode.OK).Counts());
        await EachLineWasTakenOnce(ada, run);
    }

    [Fact]
    public async Task A_file_that_is_sent_twice_is_taken_once()
    {
        var (ada, run, file) = await AFile();

        var first = await ada.Imports(Ndjson.Content(file, "application/x-ndjson"), id);
        var second = await ada.Imports(Ndjson.Content(file, "application/x-ndjson"), id);
        var end = await ada.Imports(Ndjson.Content("", "application/x-ndjson"), id, firstLine: Lines + 1);

        first.Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, second.Is(HttpStatusCode.OK).Text);
        Assert.Equal(first.Text, end.Is(HttpStatusCode.OK).Text);
        await EachLineWasTakenOnce(ada, run);
    }

    [Fact]
    public async Task Another_file_under_the_same_id_is_refused_and_changes_nothing()
    {
        var (ada, run, file) = await AFile();
        var first = (await ada.Imports(Ndjson.Content(file, "application/x-ndjson"), id)).Is(HttpStatusCode.Created);
        var lines = file.Split('\n');

        (string Text, string Type, string Code)[] others =
        [
            (file[..^20], "application/x-ndjson", "import_of_another_file"),
            (string.Join('\n', lines.Skip(1)), "application/x-ndjson", "import_of_another_file"),
            (file.Replace("\"value\":7}", "\"value\":8}", StringComparison.Ordinal), "application/x-ndjson", "import_of_another_file"),
            ("run_id,evaluation_label_id,value\n", "text/csv", "import_of_another_file"),
            (file + lines[0] + "\n", "application/x-ndjson", "import_completed"),
        ];
        foreach (var (text, type, code) in others)
            (await ada.Imports(Ndjson.Content(text, type), id)).Is(HttpStatusCode.Conflict, code);
        (await ada.Imports(Ndjson.Of(lines[0]), id, firstLine: Lines + 1)).Is(HttpStatusCode.Conflict, "import_completed");

        Assert.Equal(first.Counts(), (await ada.Get($"{Ndjson.Path}/{id}")).Counts());
        await EachLineWasTakenOnce(ada, run);
    }

    [Fact]
    public async Task Of_two_who_send_at_once_each_line_is_taken_from_one()
    {
        var (ada, run, file) = await AFile();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => ada.Imports(Ndjson.Content(file, "application/x-ndjson"), id)));

        Assert.Contains(answers, answer => answer.Status is 200 or 201);
        Assert.All(answers.Where(a => a.Status >= 400), a => a.Is(HttpStatusCode.Conflict, "import_is_elsewhere"));
        Assert.Equal((Lines, Lines - 1, 1, 0), (await ada.Get($"{Ndjson.Path}/{id}")).Counts());
        await EachLineWasTakenOnce(ada, run);
    }

    [Theory]
    [InlineData("0", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("-1", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("2", HttpStatusCode.NotFound, "import_not_found")]
    public async Task A_first_line_that_cannot_be_is_refused(string firstLine, HttpStatusCode status, string code)
    {
        var refused = await service.User().Send(
            HttpMethod.Post, $"{Ndjson.Path}?import_id={id}&first_line={firstLine}", Ndjson.Of("{}"));

        refused.Is(status, code);
    }

    /// <summary>Of lines with the values 0, 1, 2 and so on, the last of which its label does not permit.</summary>
    private async Task<(ApiClient Ada, Guid Run, string File)> AFile()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel(0, Lines - 2));
        return (ada, run, string.Concat(Enumerable.Range(0, Lines).Select(value => Ndjson.Line(run, label, value) + "\n")));
    }

    private static async Task EachLineWasTakenOnce(ApiClient ada, Guid run) => Assert.Equal(
        Enumerable.Range(0, Lines - 1).Select(value => (double)value),
        (await ada.Get($"/v1/run/{run}/evaluations")).Items.Select(e => e.GetProperty("value").GetDouble()));
}
