using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Evaluations;

public sealed class ExportTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Export = "/v1/evaluations/export";
    private const string Ndjson = "application/x-ndjson; charset=utf-8";
    private const string Csv = "text/csv; charset=utf-8; header=present";

    [Fact]
    public async Task An_account_without_evaluations_has_an_empty_export()
    {
        var ada = service.User();

        Assert.Equal("", (await ada.Get(Export)).Is(HttpStatusCode.OK).Text);
        Assert.Matches("^id,account_id,run_id,[a-z_,]+\r\n$", (await ada.Get($"{Export}?format=csv")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("", (await ada.Get($"{Export}?run_id={UniqueId.Next()}")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Each_line_is_the_evaluation_as_it_reads_alone_run_after_run()
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();
        var made = new List<Answer>();
        Guid[] runs = [await ada.HasRun(), await ada.HasRun()];
        for (var i = 0; i < 8; i++)
            made.Add(await ada.Post($"/v1/run/{runs[i % 2]}/evaluations", new { evaluation_label_id = label, value = i, comment = "a\nb" }));
        await ada.Put(Story.PathOf(made[3]), new { value = 50 });
        await ada.Delete(Story.PathOf(made[4]));
        await service.User().HasEvaluation();

        var export = (await ada.Get(Export)).Is(HttpStatusCode.OK);

        var expected = new List<string>();
        foreach (var evaluation in made.Where((_, i) => i != 4).OrderBy(e => e["run_id"].GetGuid()).ThenBy(e => e.Id))
            expected.Add((await ada.Get(Story.PathOf(evaluation))).Is(HttpStatusCode.OK).Text);
        Assert.Equal(expected, export.Text.Split('\n')[..^1]);
        var then = made[7]["created_at"].GetString();
        Assert.Equal(8, Lines(await ada.Get($"{Export}?as_of={then}")).Count());
        Assert.Equal(7 + 1, (await ada.Get($"{Export}?format=csv")).Text.Split("\r\n").Length - 1);
    }

    [Theory]
    [InlineData("", null, Ndjson)]
    [InlineData("", "*/*", Ndjson)]
    [InlineData("", "application/json", Ndjson)]
    [InlineData("", "text/*", Ndjson)]
    [InlineData("", "text/csv", Csv)]
    [InlineData("", "TEXT/CSV, */*", Csv)]
    [InlineData("", "text/csv;q=0.5, application/x-ndjson", Ndjson)]
    [InlineData("", "text/csv, application/x-ndjson;q=0.5", Csv)]
    [InlineData("", "text/csv;q=0", Ndjson)]
    [InlineData("?format=ndjson", "text/csv", Ndjson)]
    [InlineData("?format=csv", "application/x-ndjson", Csv)]
    [InlineData("?format=csv", null, Csv)]
    public async Task The_parameter_decides_on_the_format_and_without_it_the_header(string query, string? accept, string type)
    {
        var answer = await service.User().Send(
            HttpMethod.Get, Export + query, null, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(type, answer.Is(HttpStatusCode.OK).Headers["Content-Type"]);
        Assert.Equal("Accept", answer.Headers["Vary"]);
    }

    [Theory]
    [InlineData("format=")]
    [InlineData("format=CSV")]
    [InlineData("format=1")]
    [InlineData("format=json")]
    public async Task Another_format_is_400_and_named(string query)
    {
        var answer = (await service.User().Get($"{Export}?{query}")).Is(HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal("must be one of ndjson, csv", answer["errors"].GetProperty("format")[0].GetString());
    }

    [Theory]
    [InlineData("limit=1", "limit")]
    [InlineData("after=x", "after")]
    [InlineData("account_id=other", "account_id")]
    [InlineData("run_id=x", "run_id")]
    public async Task There_are_no_pages_and_no_other_accounts(string query, string field) =>
        Assert.True((await service.User().Get($"{Export}?{query}")).Is(HttpStatusCode.BadRequest, "invalid_request")["errors"]
            .TryGetProperty(field, out _));

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        var ada = service.User();
        await ada.HasEvaluation();

        var head = await ada.Head($"{Export}?format=csv");

        Assert.Equal("", head.Is(HttpStatusCode.OK).Text);
        Assert.Equal(Csv, head.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task An_error_in_the_middle_is_no_end_of_the_answer(string format)
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        await service.Query<string>(LongRun.Insert(ada.Account, run, label, 50_000) + "select 'done'");

        using var response = await ada.Open($"{Export}?format={format}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1000]);
        await Eventually.Is(() => service.Query<bool>($"""
            select coalesce(bool_and(pg_terminate_backend(pid)), false) from pg_stat_activity
            where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
              and query like '%run_evaluations e%'
            """));

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));

        // The next one is whole.
        using var again = await ada.Open($"{Export}?format={format}");
        var text = await again.Content.ReadAsStringAsync();
        Assert.Equal(format == "csv" ? 50_001 : 50_000, text.AsSpan().Count('\n'));
    }

    internal static IEnumerable<JsonElement> Lines(Answer export) =>
        export.Is(HttpStatusCode.OK).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement);
}
