using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>Each figure has a link to the evaluations that it was computed from: to those, and to no others.</summary>
public sealed class RowsBehindTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string[] ByEverything = ["author", "evaluator", "experiment", "output_name", "field_path", "hour"];

    [Fact]
    public async Task Behind_a_distribution_are_its_evaluations_and_behind_a_bin_or_category_those_in_it()
    {
        var world = await RichData.Create(service);
        var counted = Recorded.Counted(await Recorded.All(world.Ada));

        foreach (var by in (string[][])[[], ["author"], ["output_name", "field_path"], ByEverything])
        {
            var told = await world.Ada.Asks("statistics", new { group_by = by, bins = 7 });
            var seen = new List<Guid>();
            foreach (var one in told.All("distributions"))
            {
                var rows = await Behind(world.Ada, counted, one.Text("evaluations")!);
                seen.AddRange(rows.Select(row => row.Id));
                Assert.Equal((one.Count("n"), one.Count("runs")), (rows.Count, rows.Select(row => row.RunId).Distinct().Count()));
                Assert.Single(rows.Select(row => row.LabelId).Distinct());
                if (!one.IsNull("mean"))
                {
                    Assert.Equal(one.Text("evaluations"), one.Text("mean.evaluations"));
                    Assert.Equal(rows.Average(row => row.Value), one.Number("mean.value")!.Value, 1e-9);
                }

                var parts = one.IsNull("histogram") ? one.All("categories") : one.All("histogram");
                var inParts = new List<Guid>();
                foreach (var part in parts)
                {
                    var within = await Behind(world.Ada, counted, part.Text("evaluations")!);
                    Assert.Equal(part.Count("count"), within.Count);
                    inParts.AddRange(within.Select(row => row.Id));
                    Assert.All(within, row => Assert.True(
                        part.TryGetProperty("from", out var from)
                            ? row.Value >= from.GetDouble() && row.Value <= part.Number("to")
                            : row.Value == part.Number("value")));
                }

                AssertSame(rows.Select(row => row.Id), inParts);
            }

            AssertSame(counted.Select(row => row.Id), seen);
            Assert.Equal(counted.Count, told.Count("counted"));
        }
    }

    [Fact]
    public async Task Behind_agreement_are_targets_of_two_raters_and_behind_a_pair_those_of_both()
    {
        var world = await RichData.Create(service);
        var all = Recorded.Counted(await Recorded.All(world.Ada));

        foreach (var label in (Guid[])[world.Score, world.Flag, world.Rank, world.Kind])
        {
            var counted = all.Where(row => row.LabelId == label).ToList();
            var targets = counted.GroupBy(row => row.Target).ToList();
            var told = await world.Ada.Asks("agreement", new { evaluation_label_id = label, resamples = 10, disagreements = 1000 });
            Assert.Equal(
                (counted.Count, targets.Count, targets.Count(t => t.Count() > 1)),
                (told.Count("counted"), told.Count("targets"), told.Count("comparable_targets")));
            var comparable = targets.Where(t => t.Count() > 1).SelectMany(t => t).ToList();
            foreach (var name in (string[])["observed_agreement", "fleiss_kappa", "krippendorff_alpha"])
                AssertSame(comparable.Select(row => row.Id), await world.Ada.Follows(told.Text($"{name}.evaluations")!));

            foreach (var pair in told.All("pairs"))
            {
                string[] both = [RaterOf(pair.At("a")), RaterOf(pair.At("b"))];
                var common = targets.Select(t => t.Where(row => both.Contains(row.Rater)).ToList()).Where(t => t.Count == 2).ToList();
                Assert.Equal(common.Count, pair.Count("n"));
                foreach (var figure in FiguresIn(pair))
                    AssertSame(common.SelectMany(t => t).Select(row => row.Id), await world.Ada.Follows(figure.Text("evaluations")!));
            }

            foreach (var rater in told.All("raters").Where(rater => !rater.IsNull("bias")))
            {
                var shared = targets.Where(t => t.Count() > 1 && t.Any(row => row.Rater == RaterOf(rater.At("rater")))).SelectMany(t => t);
                AssertSame(shared.Select(row => row.Id), await world.Ada.Follows(rater.Text("bias.evaluations")!));
            }

            foreach (var target in told.All("disagreements"))
            {
                var given = targets.Single(t => t.Key == (target.At("run_id").GetGuid(), label, target.Text("output_name"), target.Text("field_path")));
                AssertSame(given.Select(row => row.Id), await world.Ada.Follows(target.Text("evaluations")!));
                Assert.Equal(
                    given.Select(row => (row.Rater, row.Value)).Order(),
                    target.All("ratings").Select(r => (RaterOf(r.At("rater")), r.Number("value")!.Value)).Order());
            }

            Assert.Equal(targets.Count(t => t.Select(row => row.Value).Distinct().Count() > 1), told.All("disagreements").Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Behind_calibration_are_the_targets_that_both_sides_have_judged(bool divided)
    {
        var world = await RichData.Create(service);
        var all = Recorded.Counted(await Recorded.All(world.Ada));
        string[] gold = divided ? ["ada", "bob"] : ["ada"];

        foreach (var label in (Guid[])[world.Score, world.Flag, world.Rank, world.Kind])
        {
            var told = await world.Ada.Asks(
                "calibration",
                new { evaluation_label_id = label, evaluator_id = world.Judge, gold = new { authors = gold }, drift = "hour" });

            var common = all.Where(row => row.LabelId == label && (row.EvaluatorId == world.Judge || gold.Contains(row.Author)))
                .GroupBy(row => row.Target)
                .Where(t => t.Any(row => row.EvaluatorId is not null) && t.Any(row => row.Author is not null))
                .ToList();
            // Who is divided over yes and no, or over categories without order, is in no figure.
            var decided = common.Where(t => label == world.Score || label == world.Rank
                || t.Where(row => row.Author is not null).Select(row => row.Value).Distinct().Count() == 1).ToList();
            Assert.Equal((common.Count, common.Count - decided.Count), (told.Count("targets"), told.Count("undecided")));
            var expected = decided.SelectMany(t => t).Select(row => row.Id).ToList();
            foreach (var figure in FiguresIn(told.At("figures")))
                AssertSame(expected, await world.Ada.Follows(figure.Text("evaluations")!));
            var periods = new List<Guid>();
            foreach (var period in told.All("drift"))
                periods.AddRange(await world.Ada.Follows(FiguresIn(period.At("figures")).First().Text("evaluations")!));
            AssertSame(expected, periods);
        }
    }

    [Theory]
    [InlineData("key")]
    [InlineData(null)]
    public async Task Behind_a_comparison_are_the_runs_that_were_compared(string? key)
    {
        var world = await RichData.Create(service);
        var all = Recorded.Counted(await Recorded.All(world.Ada));

        var told = await world.Ada.Asks("comparison", world.Pairs(key));

        foreach (var one in told.All("labels").Where(one => one.IsNull("problem")))
        {
            var rows = all.Where(row => row.LabelId == one.At("evaluation_label_id").GetGuid()).ToList();
            var (old, now) = (Of(rows, world.Old, world.New, 2), Of(rows, world.New, world.Old, -2));
            Assert.Equal((RunsOf(old), RunsOf(now)), (one.Count("baseline_runs"), one.Count("candidate_runs")));
            AssertSame(old.Select(row => row.Id), await world.Ada.Follows(one.Text("baseline.evaluations")!));
            AssertSame(now.Select(row => row.Id), await world.Ada.Follows(one.Text("candidate.evaluations")!));
            foreach (var name in (string[])["difference", "effect_size"])
            {
                AssertSame(old.Select(row => row.Id), await world.Ada.Follows(one.Text($"{name}.baseline_evaluations")!));
                AssertSame(now.Select(row => row.Id), await world.Ada.Follows(one.Text($"{name}.evaluations")!));
            }
        }

        // The keys of the one side begin with that of the third run of the other.
        IReadOnlyList<Recorded> Of(IReadOnlyList<Recorded> rows, IReadOnlyList<Guid> mine, IReadOnlyList<Guid> theirs, int shift) =>
        [
            .. rows.Where(row => mine.Contains(row.RunId) && (key is null
                || (mine.ToList().IndexOf(row.RunId) - shift is >= 0 and < 8 and var there
                    && rows.Any(other => other.RunId == theirs[there])))),
        ];
    }

    [Fact]
    public async Task A_link_lists_the_same_after_everything_has_changed()
    {
        var world = await RichData.Create(service);
        var answers = new List<JsonElement>();
        foreach (var (question, body) in Questions(world))
            answers.Add(await world.Ada.Asks(question, body));
        var links = answers.SelectMany(Links).Distinct().ToList();
        Assert.InRange(links.Count, 40, 1000);
        var before = new List<string>();
        foreach (var link in links)
            before.Add(await Text(link));

        foreach (var (one, i) in (await Recorded.All(world.Ada)).Select((one, i) => (one, i)))
        {
            var path = $"/v1/run/{one.RunId}/evaluation/{one.Id}";
            if (i % 3 == 0)
                await world.Ada.Put(path, new { value = one.Value == 0 ? 1 : 0 });
            else if (i % 3 == 1)
                await world.Ada.Delete(path);
            else
                await world.Ada.Rates(one.RunId, one.LabelId, 1, one.OutputName, one.FieldPath);
        }

        var after = new List<string>();
        foreach (var link in links)
            after.Add(await Text(link));
        Assert.Equal(before, after);

        async Task<string> Text(string link) => string.Join('\n', await Pages(world.Ada, link));
    }

    [Fact]
    public async Task Every_link_of_every_answer_lists_evaluations_of_then_that_count()
    {
        var world = await RichData.Create(service);
        var counted = Recorded.Counted(await Recorded.All(world.Ada)).Select(row => row.Id).ToHashSet();
        foreach (var (question, body) in Questions(world))
        {
            var answer = await world.Ada.Asks(question, body);
            var links = Links(answer).Distinct().ToList();
            Assert.NotEmpty(links);
            foreach (var link in links)
                Assert.All(await world.Ada.Follows(link), id => Assert.Contains(id, counted));
        }
    }

    [Fact]
    public async Task A_figure_of_many_runs_by_their_ids_has_a_link_that_can_be_followed()
    {
        var ada = service.User();
        var (label, run) = (await ada.HasContinuousLabel(), await ada.HasRun());
        var id = await ada.Rates(run, label, 1);

        foreach (var count in (int[])[150, 1_000, 10_000])
        {
            var ids = Enumerable.Range(1, count - 1).Select(_ => UniqueId.Next()).Append(run);
            var told = await ada.Describes(new { run_ids = ids });
            Assert.Equal([id], await ada.Follows(told.Text("evaluations")!));
        }
    }

    [Theory]
    [InlineData("evaluation_label_ids", 100)]
    [InlineData("evaluator_ids", 50)]
    [InlineData("authors", 50)]
    [InlineData("output_name", 1_000)]
    public async Task So_has_one_of_a_long_selection_of_anything_else(string member, int count)
    {
        var ada = service.User();
        var label = await ada.HasContinuousLabel();
        var (judge, run, name) = (await ada.HasEvaluator(label), await ada.HasRun(), string.Concat(Enumerable.Repeat('x', 1_000)));
        var id = await service.Evaluator(ada.Account, judge).Rates(run, label, 1, member == "output_name" ? name : null);
        var mine = member == "output_name" ? null : await ada.Rates(run, label, 1) as Guid?;
        object value = member switch
        {
            "evaluator_ids" => Enumerable.Range(1, count - 1).Select(_ => UniqueId.Next()).Append(judge),
            "authors" => Enumerable.Range(1, count - 1).Select(_ => UniqueId.Next("somebody")).Append("ada"),
            "evaluation_label_ids" => (Guid[])[label, .. await Task.WhenAll(Enumerable.Range(1, count - 1).Select(_ => ada.HasBinaryLabel()))],
            _ => name,
        };

        var told = await ada.Describes(new Dictionary<string, object> { [member] = value });

        Guid[] expected = member switch
        {
            "authors" => [mine!.Value],
            "evaluation_label_ids" => [id, mine!.Value],
            _ => [id],
        };
        Assert.Equal(expected, await ada.Follows(told.Text("evaluations")!));
    }

    private static IEnumerable<(string Question, object Body)> Questions(RichData world)
    {
        yield return ("statistics", new { group_by = (string[])["author"], bins = 4 });
        yield return ("agreement", new { evaluation_label_id = world.Rank, resamples = 10 });
        yield return ("agreement", new { evaluation_label_id = world.Score, resamples = 10 });
        var gold = new { authors = (string[])["ada", "bob", "cy"] };
        yield return ("calibration", new { evaluation_label_id = world.Rank, evaluator_id = world.Judge, gold, drift = "day" });
        yield return ("comparison", world.Pairs());
        yield return ("comparison", world.Pairs(null));
        yield return ("coverage", new { evaluation_label_ids = (Guid[])[world.Score, world.Flag], raters = 3 });
        object[] conditions =
        [
            new { figure = "mean", evaluation_label_id = world.Score, at_least = 1 },
            new { figure = "krippendorff_alpha", evaluation_label_id = world.Flag, at_least = 1 },
            new { figure = "coverage", evaluation_label_id = world.Flag, at_least = 1 },
        ];
        yield return ("gate", new { run_metadata = new { side = "new" }, conditions });
    }

    private static IEnumerable<string> Links(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Name is "evaluations" or "baseline_evaluations" ? [member.Value.GetString()!] : Links(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Links),
        _ => [],
    };

    private static IEnumerable<JsonElement> FiguresIn(JsonElement json) => json.EnumerateObject()
        .Where(member => member.Value.ValueKind is JsonValueKind.Object && member.Value.TryGetProperty("evaluations", out _))
        .Select(member => member.Value);

    private static async Task<IReadOnlyList<string>> Pages(ApiClient ada, string link)
    {
        var found = new List<string>();
        for (var next = link; next is not null;)
        {
            var page = (await ada.Get(next)).Is(System.Net.HttpStatusCode.OK);
            found.AddRange(page.Items.Select(e => $"{e.At("id")} {e.At("value")}"));
            next = page.Next;
        }

        return found;
    }

    private static async Task<IReadOnlyList<Recorded>> Behind(ApiClient ada, IReadOnlyList<Recorded> counted, string link)
    {
        var ids = await ada.Follows(link);
        var rows = counted.Where(row => ids.Contains(row.Id)).ToList();
        Assert.Equal(ids.Count, rows.Count);
        return rows;
    }

    private static long RunsOf(IReadOnlyList<Recorded> rows) => rows.Select(row => row.RunId).Distinct().Count();

    private static string RaterOf(JsonElement rater) => rater.Text("author") ?? rater.Text("evaluator_id")!;

    private static void AssertSame(IEnumerable<Guid> expected, IEnumerable<Guid> actual) =>
        Assert.Equal(expected.Order(), actual.Order());
}
