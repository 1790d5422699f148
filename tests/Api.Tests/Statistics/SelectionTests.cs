using System.Text.Json.Nodes;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Each condition of a selection lets pass what meets it, in figures and in searches alike.</summary>
public sealed class SelectionTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>Names stand for ids; the evaluations are a to g, see <see cref="World"/>.</summary>
    public static TheoryData<string, string> Selections { get; } = new()
    {
        { """{}""", "abcdefg" },
        { """{"evaluation_label_id":"SCORE"}""", "abcdef" },
        { """{"evaluation_label_ids":["FLAG"]}""", "g" },
        { """{"evaluation_label_id":"FLAG","evaluation_label_ids":["SCORE","SCORE"]}""", "abcdefg" },
        { """{"run_ids":["ONE"]}""", "abc" },
        { """{"run_ids":["TWO","THREE"]}""", "defg" },
        { """{"run_ids":["SCORE"]}""", "" },
        { """{"experiment_id":"EXPERIMENT"}""", "abcg" },
        { """{"run_status":["failed"]}""", "de" },
        { """{"run_status":["running","failed"]}""", "defg" },
        { """{"run_status":["cancelled"]}""", "" },
        { """{"run_created_from":"2025-02-01T00:00:00Z"}""", "defg" },
        { """{"run_created_from":"2025-02-01T00:00:00.000001Z"}""", "fg" },
        { """{"run_created_before":"2025-02-01T00:00:00Z"}""", "abc" },
        { """{"run_created_from":"2025-01-01T00:00:00Z","run_created_before":"2025-03-01T00:00:00Z"}""", "abcde" },
        { """{"run_metadata":{"suite":"a"}}""", "abcde" },
        { """{"run_metadata":{"suite":"a","size":1}}""", "abc" },
        { """{"run_metadata":{"size":1}}""", "abc" },
        { """{"run_metadata":{"size":1.00e0}}""", "abc" },
        { """{"run_metadata":{"size":"1"}}""", "de" },
        { """{"run_metadata":{"fast":true}}""", "abc" },
        { """{"run_metadata":{"fast":false}}""", "de" },
        { """{"run_metadata":{"é \"'%_":"\\"}}""", "fg" },
        { """{"run_metadata":{"list":"x"}}""", "" },
        { """{"run_metadata":{"inner":"x"}}""", "" },
        { """{"authors":["ada"]}""", "acdfg" },
        { """{"authors":["bob"]}""", "b" },
        { """{"authors":["bob","nobody"]}""", "b" },
        { """{"evaluator_ids":["JUDGE"]}""", "e" },
        { """{"authors":["bob"],"evaluator_ids":["JUDGE"]}""", "be" },
        { """{"output_name":"text"}""", "c" },
        { """{"output_name":""}""", "d" },
        { """{"field_path":"a.b"}""", "ce" },
        { """{"output_name":"text","field_path":"a.b"}""", "c" },
        { """{"missing":["output_name"]}""", "abefg" },
        { """{"missing":["output_name","field_path"]}""", "abfg" },
        { """{"missing":["author"]}""", "e" },
        { """{"missing":["evaluator"]}""", "abcdfg" },
        { """{"missing":["experiment"]}""", "def" },
        { """{"missing":["output_name"],"field_path":"a.b"}""", "e" },
        { """{"missing":[]}""", "abcdefg" },
        { """{"created_from":"TIME"}""", "defg" },
        { """{"created_before":"TIME"}""", "abc" },
        { """{"created_from":"TIME","created_before":"TIME"}""", "" },
        { """{"as_of":"TIME"}""", "abcd" },
        { """{"as_of":"2020-01-01T00:00:00Z"}""", "" },
        { """{"experiment_id":"EXPERIMENT","run_status":["completed"],"run_metadata":{"fast":true},"authors":["ada"],"missing":["field_path"]}""", "a" },
        { """{"experiment_id":null,"authors":null,"missing":null,"run_metadata":null,"as_of":null}""", "abcdefg" },
    };

    [Fact]
    public async Task Figures_and_searches_select_the_same()
    {
        var world = await World.Create(service);
        var offences = new List<string>();
        foreach (var row in Selections)
        {
            var (selection, expected) = ((string)row[0], (string)row[1]);
            var found = await world.Ada.SearchesFor(world.Fill(selection));
            var told = await world.Ada.Post("/v1/statistics", world.Fill(selection));
            if (found.Status != 200 || told.Status != 200)
            {
                offences.Add($"{selection}: {found.Text} {told.Text}");
                continue;
            }

            var names = world.NamesOf(found.Items.Select(e => e.GetProperty("id").GetGuid()));
            if (names != expected || told.Json.Count("counted") != expected.Length)
                offences.Add($"{selection}: searched {names}, counted {told.Json.Count("counted")}, not {expected}");
            var behind = new List<Guid>();
            foreach (var one in told.Json.All("distributions"))
                behind.AddRange(await world.Ada.Follows(one.Text("evaluations")!));
            if (world.NamesOf(behind) != expected)
                offences.Add($"{selection}: behind it {world.NamesOf(behind)}, not {expected}");
        }

        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Fact]
    public async Task The_other_questions_select_as_well()
    {
        var world = await World.Create(service);
        var only = JsonNode.Parse(world.Fill("""{"evaluation_label_id":"SCORE","run_metadata":{"suite":"a"},"authors":["ada"]}"""))!;

        var agreement = await world.Ada.Asks("agreement", only);
        Assert.Equal((3, 3), (agreement.Count("counted"), agreement.Count("targets")));
        var coverage = await world.Ada.Asks("coverage", only);
        Assert.Equal((2, 2), (coverage.Count("labels.0.runs"), coverage.Count("labels.0.covered")));
        only["baseline"] = JsonNode.Parse(world.Fill("""{"experiment_id":"EXPERIMENT"}"""));
        only["candidate"] = JsonNode.Parse("""{"run_status":["failed","running"]}""");
        var comparison = await world.Ada.Asks("comparison", only);
        Assert.Equal((2, 1), (comparison.Count("baseline.counted"), comparison.Count("candidate.counted")));
        Assert.Equal((1, 1), (comparison.Count("labels.0.baseline_runs"), comparison.Count("labels.0.candidate_runs")));
    }

    private sealed record World(ApiClient Ada, IReadOnlyDictionary<string, string> Names, IReadOnlyList<Guid> Evaluations)
    {
        public static async Task<World> Create(ServiceFixture service)
        {
            var ada = service.User();
            var (bob, experiment) = (service.User(ada.Account, "bob"), UniqueId.Next());
            var (score, flag) = (await ada.HasContinuousLabel(), await ada.HasBinaryLabel());
            var judge = await ada.HasEvaluator(score);
            var one = await ada.HasRun("""{"status":"completed","experiment_id":"EXPERIMENT","metadata":{"suite":"a","size":1.0,"fast":true}}"""
                .Replace("EXPERIMENT", $"{experiment}", StringComparison.Ordinal));
            var two = await ada.HasRun("""{"status":"failed","metadata":{"suite":"a","size":"1","fast":false,"list":["x"],"more":{"inner":"x"}}}""");
            var three = await ada.HasRun("""{"status":"running","metadata":{"é \"'%_":"\\"}}""");
            var four = await ada.HasRun("""{"status":"running","experiment_id":"EXPERIMENT","metadata":{"é \"'%_":"\\"}}"""
                .Replace("EXPERIMENT", $"{experiment}", StringComparison.Ordinal));
            foreach (var (run, month) in new[] { (one, 1), (two, 2), (three, 3), (four, 3) })
                await service.Query<int>($"with m as (update runs set created_at = '2025-0{month}-01T00:00:00Z' where id = '{run}' returning 1) select count(*)::int from m");
            Guid[] evaluations =
            [
                await ada.Rates(one, score, 1), await bob.Rates(one, score, 2), await ada.Rates(one, score, 3, "text", "a.b"),
                await ada.Rates(two, score, 4, ""), await service.Evaluator(ada.Account, judge).Rates(two, score, 5, field: "a.b"),
                await ada.Rates(three, score, 6), await ada.Rates(four, flag, 1),
            ];
            var time = (await ada.Get($"/v1/run/{two}/evaluation/{evaluations[3]}"))["created_at"].GetString()!;
            return new World(
                ada,
                new Dictionary<string, string>
                {
                    ["SCORE"] = $"{score}",
                    ["FLAG"] = $"{flag}",
                    ["ONE"] = $"{one}",
                    ["TWO"] = $"{two}",
                    ["THREE"] = $"{three}\",\"{four}",
                    ["EXPERIMENT"] = $"{experiment}",
                    ["JUDGE"] = $"{judge}",
                    ["TIME"] = time,
                },
                evaluations);
        }

        public string Fill(string text) =>
            Names.Aggregate(text, (filled, name) => filled.Replace(name.Key, name.Value, StringComparison.Ordinal));

        public string NamesOf(IEnumerable<Guid> ids) =>
            string.Concat(ids.Select(id => (char)('a' + Evaluations.ToList().IndexOf(id))).Order());
    }
}
