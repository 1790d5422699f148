using System.Net;
using RunEvaluations.Api.Tests.Evaluations;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Evaluations of all runs: which, in which order, in which form.</summary>
public sealed class SearchTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Search = "/v1/evaluations";

    [Theory]
    [InlineData("", 7)]
    [InlineData("sort=time", 3)]
    [InlineData("sort=time&order=desc", 4)]
    [InlineData("sort=value", 1)]
    [InlineData("sort=value&order=asc", 5)]
    [InlineData("sort=value&order=desc", 3)]
    [InlineData("order=desc", 1000)]
    public async Task Pages_have_everything_once_in_order_also_what_is_equal(string query, int limit)
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasContinuousLabel(-10, 10), await ada.HasRuns(4));
        for (var i = 0; i < 17; i++)
            await ada.Rates(runs[i % 4], label, (i * 7 % 5) - 2.5);
        // The same moment for some of them.
        await service.RecordedAt("2025-01-06T10:00:00Z", (await Recorded.All(ada)).Where((_, i) => i % 2 == 0).Select(one => one.Id));
        var all = await Recorded.All(ada);
        var ascending = query.Contains("value", StringComparison.Ordinal)
            ? all.OrderBy(one => one.Value).ThenBy(one => one.Id, Recorded.InOrder)
            : all.OrderBy(one => one.CreatedAt).ThenBy(one => one.Id, Recorded.InOrder);
        var expected = ascending.Select(one => one.Id).ToList();
        if (query.Contains("desc", StringComparison.Ordinal))
            expected.Reverse();

        var seen = new List<Guid>();
        for (var next = $"{Search}?{query}&limit={limit}"; next is not null;)
        {
            var page = (await ada.Get(next)).Is(HttpStatusCode.OK);
            Assert.InRange(page.Items.Count(), 1, limit);
            seen.AddRange(Ids(page));
            next = page.Next;
        }

        Assert.Equal(expected, seen);
        Assert.Equal(expected, Ids(await ada.Get($"{Search}?{query}")));
    }

    [Fact]
    public async Task An_evaluation_is_as_it_reads_alone()
    {
        var ada = service.User();
        var one = await ada.Post(
            $"/v1/run/{await ada.HasRun()}/evaluations",
            new { evaluation_label_id = await ada.HasBinaryLabel(), value = 1, comment = "é\n\"", metadata = new { a = 1.5 }, output_name = "o" });
        await ada.Put(Story.PathOf(one), new { value = 0 });

        var found = (await ada.Get(Search)).Is(HttpStatusCode.OK);

        Assert.Equal($"[{(await ada.Get(Story.PathOf(one))).Text}]", found.Text);
        Assert.Null(found.Next);
        Assert.Equal("Accept", found.Headers["Vary"]);
    }

    [Fact]
    public async Task Parameters_are_short_for_members_of_the_selection()
    {
        var ada = service.User();
        var experiment = UniqueId.Next();
        var (label, other) = (await ada.HasContinuousLabel(), await ada.HasBinaryLabel());
        var judge = await ada.HasEvaluator(label);
        var (run, inside) = (await ada.HasRun(), await ada.HasRun(new { status = "completed", experiment_id = experiment }));
        Guid[] ids =
        [
            await ada.Rates(run, label, 1), await ada.Rates(run, label, 5, "text"), await ada.Rates(inside, other, 1, field: "a.b"),
            await service.Evaluator(ada.Account, judge).Rates(inside, label, 3), await ada.Rates(run, label, 2),
        ];
        var time = (await Recorded.All(ada)).Single(one => one.Id == ids[3]).CreatedAt.ToString("O");
        (string Query, string Expected)[] all =
        [
            ($"run_id={run}", "014"), ($"experiment_id={experiment}", "23"), ($"evaluation_label_id={other}", "2"),
            ("created_by=ada", "0124"), ($"created_by_evaluator_id={judge}", "3"), ("output_name=text", "1"), ("field_path=a.b", "2"),
            ("min_value=2", "134"), ("max_value=1", "02"), ("min_value=1&max_value=3", "0234"),
            ("created_from=TIME", "34"), ("created_before=TIME", "012"), ("as_of=TIME", "0123"),
            ("counted=true", "1234"), ("counted=true&max_value=1", "2"), ("counted=false", "01234"),
            ("""selection={"min_value":2,"max_value":3}""", "34"), ("""selection={"counted":true,"authors":["ada"]}""", "124"),
            ("""selection={"authors":["ada"]}&min_value=2""", "14"), ("selection={}", "01234"),
            ("""selection={"missing":["output_name","field_path","evaluator"]}""", "04"),
        ];
        foreach (var (query, expected) in all)
        {
            var found = (await ada.Get($"{Search}?{query.Replace("TIME", Uri.EscapeDataString(time), StringComparison.Ordinal)}"))
                .Is(HttpStatusCode.OK);
            Assert.Equal(
                (query, expected),
                (query, string.Concat(Ids(found).Select(id => Array.IndexOf(ids, id)).Order())));
        }
    }

    [Fact]
    public async Task Targets_can_be_those_of_several_raters_or_of_some_at_some_time()
    {
        var ada = service.User();
        var bob = service.User(ada.Account, "bob");
        var (label, runs) = (await ada.HasBinaryLabel(), await ada.HasRuns(3));
        var judge = await ada.HasEvaluator(label);
        await ada.RatesAll(label, runs, 1, 1, 1);
        await bob.RatesAll(label, runs, null, 0, 0);
        await service.Evaluator(ada.Account, judge).RatesAll(label, runs, null, null, 1);
        // Again by the same is no other rater.
        await ada.RatesAll(label, runs, 0, null, null);

        Assert.Equal([0, 1, 1, 2, 2, 2], await Found(new { min_raters = 1 }));
        Assert.Equal([1, 1, 2, 2, 2], await Found(new { min_raters = 2 }));
        Assert.Equal([2, 2, 2], await Found(new { min_raters = 3 }));
        Assert.Equal([1, 1, 2, 2], await Found(new { min_raters = 2, authors = (string[])["ada", "bob"] }));
        Assert.Equal([1, 1, 2, 2, 2], await Found(new { rated_by = (object[])[new { author = "bob" }] }));
        Assert.Equal([2, 2, 2], await Found(new { rated_by = (object[])[new { author = "bob" }, new { evaluator_id = judge }] }));
        Assert.Empty(await Found(new { rated_by = (object[])[new { author = "nobody" }] }));
        var all = await Recorded.All(ada);
        await service.RecordedAt("2025-01-06T10:00:00Z", all.Where(one => one.Author == "bob" && one.RunId == runs[1]).Select(one => one.Id));
        var by = (object[])[new { author = "bob" }];
        Assert.Equal([1, 1], await Found(new { rated_by = by, rated_before = "2025-01-07T00:00:00Z" }));
        Assert.Equal([2, 2, 2], await Found(new { rated_by = by, rated_from = "2025-01-07T00:00:00Z" }));

        async Task<IEnumerable<int>> Found(object selection) =>
            (await ada.SearchesFor(selection)).Is(HttpStatusCode.OK).Items
                .Select(e => Array.IndexOf(runs, e.GetProperty("run_id").GetGuid())).Order();
    }

    [Fact]
    public async Task Targets_can_be_those_that_raters_are_not_divided_over()
    {
        var ada = service.User();
        var (label, runs) = (await ada.HasCategoricalLabel("a", "b", "c"), await ada.HasRuns(5));
        // Of the four but the first: 1 twice; 1 and 2 twice each; each another; 1 alone; nobody.
        double?[][] given = [[2, 2, 2, 2, 2], [1, 1, 0, 1, null], [1, 1, 1, null, null], [0, 2, 2, null, null], [2, 2, null, null, null]];
        foreach (var (values, i) in given.Select((values, i) => (values, i)))
            await service.User(ada.Account, $"rater-{i}").RatesAll(label, runs, values);

        var found = await ada.SearchesFor(new { rated_by = (object[])[new { author = "rater-0" }], decided = true });

        Assert.Equal(
            [0, 0, 0, 0, 0, 3, 3],
            found.Is(HttpStatusCode.OK).Items.Select(e => Array.IndexOf(runs, e.GetProperty("run_id").GetGuid())).Order());
    }

    [Fact]
    public async Task Runs_can_be_those_that_have_a_counterpart()
    {
        var ada = service.User();
        var label = await ada.HasBinaryLabel();
        var ids = new Dictionary<string, Guid>();
        foreach (var name in (string[])["old a", "old b", "new b", "new c"])
            ids[name] = await ada.Rates(await ada.HasRunWith(new { side = name[..3], key = name[4..] }), label, 1);
        await ada.HasRunWith(new { side = "new", key = "a" });

        var found = await ada.SearchesFor(new
        {
            run_metadata = new { side = "old" },
            paired_with = new { key = "key", run_metadata = new { side = "new" } },
        });

        // The run with the key a has no evaluation: there is nothing to compare with.
        Assert.Equal([ids["old b"]], Ids(found));
    }

    [Theory]
    [InlineData("selection=", "selection")]
    [InlineData("selection=x", "selection")]
    [InlineData("selection=[]", "selection")]
    [InlineData("selection=null", "selection")]
    [InlineData("selection={\"a\":1}", "selection.a")]
    [InlineData("selection={\"run_ids\":[1]}", "selection.run_ids[0]")]
    [InlineData("selection={\"min_value\":\"1\"}", "selection.min_value")]
    [InlineData("selection={\"paired_with\":{}}", "selection.paired_with.key")]
    [InlineData("selection={\"min_value\":1}&min_value=1", "min_value")]
    [InlineData("selection={\"authors\":[\"ada\"]}&created_by=ada", "created_by")]
    [InlineData("selection={\"counted\":true}&counted=true", "counted")]
    [InlineData("selection={\"as_of\":\"2025-01-01T00:00:00Z\"}&as_of=2025-01-01T00:00:00Z", "as_of")]
    [InlineData("selection={}&selection={}", "selection")]
    [InlineData("sort=age", "sort")]
    [InlineData("sort=Time", "sort")]
    [InlineData("order=up", "order")]
    [InlineData("order=1", "order")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("counted=1", "counted")]
    [InlineData("after=x", "after")]
    [InlineData("run_id=1", "run_id")]
    [InlineData("run_ids=1", "run_ids")]
    [InlineData("min_value=2&max_value=1", "min_value")]
    [InlineData("as_of=2999-01-01T00:00:00Z", "as_of")]
    public async Task What_cannot_be_is_400_and_named(string query, string field) =>
        (await service.User().Get($"{Search}?{query}")).Names(field);

    [Theory]
    [InlineData("""{"run_ids":[]}""", "run_ids")]
    [InlineData("""{"authors":[]}""", "authors")]
    [InlineData("""{"rated_by":[]}""", "rated_by")]
    [InlineData("""{"rated_by":[{}]}""", "rated_by")]
    [InlineData("""{"rated_by":[{"author":"ada","evaluator_id":"01990000-0000-7000-8000-0000000000aa"}]}""", "rated_by")]
    [InlineData("""{"rated_by":[{"author":"a b"}]}""", "rated_by")]
    [InlineData("""{"rated_from":"2025-01-01T00:00:00Z"}""", "rated_from")]
    [InlineData("""{"rated_before":"2025-01-01T00:00:00Z"}""", "rated_before")]
    [InlineData("""{"rated_by":[{"author":"ada"}],"rated_from":"2025-01-02T00:00:00Z","rated_before":"2025-01-01T00:00:00Z"}""", "rated_from")]
    [InlineData("""{"decided":true}""", "decided")]
    [InlineData("""{"counted_from":"2025-01-02T00:00:00Z","counted_before":"2025-01-01T00:00:00Z"}""", "counted_from")]
    [InlineData("""{"min_raters":0}""", "min_raters")]
    [InlineData("""{"min_raters":1001}""", "min_raters")]
    [InlineData("""{"min_value":2,"max_value":1}""", "min_value")]
    [InlineData("""{"output_name":"a","missing":["output_name"]}""", "output_name")]
    [InlineData("""{"paired_with":{"key":"k","run_ids":[]}}""", "paired_with.run_ids")]
    public async Task A_member_of_the_selection_that_cannot_be_is_400_and_named(string selection, string field) =>
        (await service.User().SearchesFor(selection)).Names(field);

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        await ada.Rates(run, label, 1);
        await ada.Rates(run, label, 2);
        var cursors = new Dictionary<string, string>();
        foreach (var sort in (string[])["time", "value"])
            cursors[sort] = (await ada.Get($"{Search}?sort={sort}&limit=1")).Next!.Split("after=")[1].Split('&')[0];

        (await ada.Get($"{Search}?sort=value&after={cursors["time"]}")).Names("after");
        (await ada.Get($"{Search}?sort=time&after={cursors["value"]}")).Names("after");
        (await ada.Get($"{Search}?after={cursors["value"]}")).Names("after");
        Assert.Single((await ada.Get($"{Search}?sort=value&after={cursors["value"]}")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task Lines_and_a_table_have_the_same_rows_and_all_of_them()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(-1000, 1000), await ada.HasRun());
        await ada.Post(
            $"/v1/run/{run}/evaluations",
            new { evaluation_label_id = label, value = -1.5, comment = "=1+1", output_name = "@sum", field_path = "-a", metadata = new { k = "\"" } });
        await ada.RatesAll(label, [.. Enumerable.Repeat(run, 120)], [.. Enumerable.Range(0, 120).Select(i => (double?)i)]);

        var page = (await ada.Get($"{Search}?sort=value&limit=1000")).Is(HttpStatusCode.OK);
        var lines = await ada.Send(HttpMethod.Get, $"{Search}?sort=value", null, ("Accept", "application/x-ndjson"));
        var table = await ada.Send(HttpMethod.Get, $"{Search}?sort=value", null, ("Accept", "text/csv"));

        Assert.Equal(100, (await ada.Get(Search)).Items.Count());
        Assert.Equal(121, page.Items.Count());
        Assert.Equal(page.Items.Select(e => e.GetRawText()), ExportTests.Lines(lines).Select(e => e.GetRawText()));
        Assert.Equal("application/x-ndjson; charset=utf-8", lines.Headers["Content-Type"]);
        Assert.Equal("text/csv; charset=utf-8; header=present", table.Is(HttpStatusCode.OK).Headers["Content-Type"]);
        var rows = Csv.Read(table.Text);
        Assert.Equal(page.Items.Select(e => e.GetProperty("id").GetString()), rows.Select(row => row["id"]));
        Assert.Equal(page.Items.Select(e => e.GetProperty("value").GetRawText()), rows.Select(row => row["value"]));
        Assert.Equal(("'=1+1", "'@sum", "'-a"), (rows[0]["comment"], rows[0]["output_name"], rows[0]["field_path"]));
        // The same table as the export has.
        var export = Csv.Read((await ada.Get("/v1/evaluations/export?format=csv")).Text);
        Assert.Equal(export[0].Keys, rows[0].Keys);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("text/csv")]
    public async Task With_a_limit_a_stream_is_a_page_too(string accept)
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        await ada.RatesAll(label, [run, run, run, run, run], 1, 2, 3, 4, 5);

        var seen = 0;
        for (var next = $"{Search}?limit=2"; next is not null;)
        {
            var page = (await ada.Send(HttpMethod.Get, next, null, ("Accept", accept))).Is(HttpStatusCode.OK);
            seen += accept == "text/csv" ? Csv.Read(page.Text).Count : ExportTests.Lines(page).Count();
            next = page.Next;
        }

        Assert.Equal(5, seen);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        var ada = service.User();
        await ada.HasEvaluation();

        var head = await ada.Head($"{Search}?sort=value");

        Assert.Equal("", head.Is(HttpStatusCode.OK).Text);
        Assert.Equal("application/json; charset=utf-8", head.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Nothing_that_matches_is_an_empty_list()
    {
        var ada = service.User();

        Assert.Equal("[]", (await ada.Get(Search)).Is(HttpStatusCode.OK).Text);
        Assert.Equal("[]", (await ada.Get($"{Search}?run_id={UniqueId.Next()}")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("", (await ada.Send(HttpMethod.Get, Search, null, ("Accept", "application/x-ndjson"))).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Pages_keep_to_the_moment_that_the_first_was_asked_with()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        await ada.RatesAll(label, [run, run, run, run], 4, 3, 2, 1);
        var all = await Recorded.All(ada);
        var first = (await ada.Get($"{Search}?sort=value&limit=2&as_of={Uri.EscapeDataString(all.Max(one => one.CreatedAt).ToString("O"))}"));

        await ada.Put($"/v1/run/{run}/evaluation/{all.Single(one => one.Value == 1).Id}", new { value = 50 });
        await ada.Delete($"/v1/run/{run}/evaluation/{all.Single(one => one.Value == 4).Id}");
        await ada.Rates(run, label, 60);

        Assert.Equal([1, 2], first.Items.Select(e => e.GetProperty("value").GetDouble()));
        Assert.Equal([3, 4], (await ada.Get(first.Next!)).Items.Select(e => e.GetProperty("value").GetDouble()));
    }

    private static IEnumerable<Guid> Ids(Answer list) => list.Is(HttpStatusCode.OK).Items.Select(e => e.GetProperty("id").GetGuid());
}
