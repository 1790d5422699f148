using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Api.Tests.Imports;

public sealed class ImportTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Each_line_is_an_evaluation_like_any_other()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel());
        const string More = ""","output_name":"o","field_path":"f","comment":"é 🙂","metadata":{"b":1,"a":[1.0]},"confidence":0.5""";

        var sent = (await ada.Imports(Ndjson.Of(Ndjson.Line(run, label, 1, More), "", Ndjson.Line(run, label, 2), " \t\r")))
            .Is(HttpStatusCode.Created);

        Assert.Equal((4, 2, 0, 2), sent.Counts());
        Assert.Equal(("ndjson", "completed"), (sent["format"].GetString(), sent["state"].GetString()));
        Assert.Equal($"{Ndjson.Path}/{sent.Id}", sent.Headers["Location"]);
        Assert.Empty(sent["refusals"].EnumerateArray());
        var listed = (await ada.Get($"/v1/run/{run}/evaluations")).Items.ToList();
        Assert.Equal([1, 2], listed.Select(e => e.GetProperty("value").GetDouble()));
        Assert.Equal("""{"b":1,"a":[1.0]}""", listed[0].GetProperty("metadata").GetRawText());
        Assert.Equal(
            ("o", "f", "é 🙂", 0.5, "ada"),
            (listed[0].GetProperty("output_name").GetString(), listed[0].GetProperty("field_path").GetString(), listed[0].GetProperty("comment").GetString(),
                listed[0].GetProperty("confidence").GetDouble(), listed[0].GetProperty("created_by").GetString()));
        var single = await ada.Get($"/v1/run/{run}/evaluation/{listed[1].GetProperty("id").GetGuid()}/history");
        Assert.Equal("created", Assert.Single(single.Items).GetProperty("action").GetString());
    }

    [Fact]
    public async Task Fifty_thousand_lines_are_taken_and_their_history_fits()
    {
        var ada = service.User();
        var (run, label) = (await ada.HasRun(), await ada.HasContinuousLabel(0, 49_998));
        var lines = Enumerable.Range(0, 50_000).Select(value => Ndjson.Line(run, label, value));

        var sent = (await ada.Imports(Ndjson.Of(lines))).Is(HttpStatusCode.Created);

        Assert.Equal((50_000, 49_999, 1, 0), sent.Counts());
        Assert.Equal(50_000, sent["refusals"].EnumerateArray().Single().GetProperty("line").GetInt64());
        Assert.Equal(
            Enumerable.Range(0, 49_999).Select(value => (double)value),
            (await ada.Get($"/v1/run/{run}/evaluations")).Items.Select(e => e.GetProperty("value").GetDouble()));
        using var scope = service.Services.CreateScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new VerifyLedger(Caller.User(ada.Account, "verify")));
        Assert.Equal((49_999, null), (verdict.Value.Entries, verdict.Value.Fault));
    }

    [Fact]
    public async Task An_evaluator_imports_for_the_labels_that_it_fills()
    {
        var ada = service.User();
        var (run, label, other) = (await ada.HasRun(), await ada.HasBinaryLabel(), await ada.HasBinaryLabel());
        var judge = await ada.HasEvaluator(label);

        var sent = await service.Evaluator(ada.Account, judge)
            .Imports(Ndjson.Of(Ndjson.Line(run, label, 1), Ndjson.Line(run, other, 1)));

        Assert.Equal((2, 1, 1, 0), sent.Is(HttpStatusCode.Created).Counts());
        Assert.Equal("label_not_filled", sent["refusals"][0].GetProperty("code").GetString());
        var recorded = Assert.Single((await ada.Get($"/v1/run/{run}/evaluations")).Items);
        Assert.Equal(judge, recorded.GetProperty("created_by_evaluator_id").GetGuid());
    }

    [Fact]
    public async Task Another_accounts_import_is_not_there()
    {
        var (ada, eve) = (service.User(), service.User());
        var (run, label) = (await ada.HasRun(), await ada.HasBinaryLabel());
        var sent = (await ada.Imports(Ndjson.Of(Ndjson.Line(run, label, 1), "{}"))).Is(HttpStatusCode.Created);
        var path = sent.Headers["Location"];

        Assert.Equal((2, 1, 1, 0), (await ada.Get(path)).Is(HttpStatusCode.OK).Counts());
        Assert.Single((await ada.Get($"{path}/refusals")).Is(HttpStatusCode.OK).Items);
        (await eve.Get(path)).Is(HttpStatusCode.NotFound, "import_not_found");
        (await eve.Get($"{path}/refusals")).Is(HttpStatusCode.NotFound, "import_not_found");
        (await eve.Imports(Ndjson.Of("{}"), sent.Id, firstLine: 3)).Is(HttpStatusCode.NotFound, "import_not_found");
        (await eve.Imports(Ndjson.Of("{}"), sent.Id)).Is(HttpStatusCode.Created);
        Assert.Equal((2, 1, 1, 0), (await ada.Get(path)).Counts());
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_read()
    {
        var ada = service.User();
        var reader = service.Scoped(ada.Account, Scope.EvaluationsRead);

        (await reader.Imports(Ndjson.Of("{}"))).Is(HttpStatusCode.Forbidden, "scope_required");
        (await reader.Imports(Ndjson.Content("{}", "text/plain"))).Is(HttpStatusCode.Forbidden, "scope_required");
    }

    [Theory]
    [InlineData("application/json", "application/x-ndjson or text/csv")]
    [InlineData("application/x-ndjson-seq", "application/x-ndjson or text/csv")]
    [InlineData("text/csv; charset=utf-16", "UTF-8")]
    public async Task Another_media_type_is_refused(string type, string says)
    {
        var refused = await service.User().Imports(Ndjson.Content("{}\n", type));

        refused.Is(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.Contains(says, refused["error"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("text/csv")]
    public async Task A_body_without_anything_is_refused_and_leaves_no_import(string type)
    {
        var (ada, id) = (service.User(), UniqueId.Next());

        (await ada.Imports(Ndjson.Content("", type), id)).Is(HttpStatusCode.BadRequest, "invalid_body");

        (await ada.Get($"{Ndjson.Path}/{id}")).Is(HttpStatusCode.NotFound, "import_not_found");
    }

    [Fact]
    public async Task Refused_lines_come_in_pages()
    {
        var ada = service.User();
        var lines = Enumerable.Range(1, 250).Select(number => number % 2 == 1 ? "{" : "");
        var sent = (await ada.Imports(Ndjson.Of(lines))).Is(HttpStatusCode.Created);
        var path = $"{Ndjson.Path}/{sent.Id}/refusals";

        Assert.Equal((250, 0, 125, 125), sent.Counts());
        Assert.Equal(100, sent["refusals"].GetArrayLength());
        List<long> found = [];
        for (string? page = $"{path}?limit=50"; page is not null;)
        {
            var answer = (await ada.Get(page)).Is(HttpStatusCode.OK);
            found.AddRange(answer.Items.Select(r => r.GetProperty("line").GetInt64()));
            page = answer.Next;
        }

        Assert.Equal(Enumerable.Range(0, 125).Select(i => 2L * i + 1), found);
        Assert.Equal(100, (await ada.Get(path)).Items.Count());
    }
}
