using System.Net;
using System.Text.Json;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>A figure's link lists its evaluations also where all that it says is as long as it may be, in signs of four bytes.</summary>
public sealed class LongLinksTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string Name = Signs(1_000);
    private static readonly string Key = Signs(200);
    private static readonly string Value = Signs(500);

    [Fact]
    public async Task Links_hold_where_every_part_of_the_selection_is_as_long_as_it_may_be()
    {
        var ada = service.User(UniqueId.Next().ToString(), Signs(128));
        var bob = service.User(ada.Account, Signs(127) + "b");
        var label = await ada.HasContinuousLabel(0, 10);
        var (old, now) = (await Runs("old"), await Runs("new"));
        foreach (var run in old.Concat(now).Take(3))
        {
            await ada.Rates(run, label, 2, Name, Name);
            await bob.Rates(run, label, 3, Name, Name);
        }

        var all = await Recorded.All(ada);
        string[] authors = [Signs(128), Signs(127) + "b", Signs(127) + "c", Signs(127) + "d"];
        var others = Enumerable.Range(0, 50).Select(_ => UniqueId.Next()).ToList();

        var agreement = await ada.Asks("agreement", Unescaped(new
        {
            evaluation_label_id = label,
            run_ids = Filled(old),
            run_metadata = new { side = "old", v = Value },
            authors,
            evaluator_ids = others,
            output_name = Name,
            field_path = Name,
        }));
        var comparison = await ada.Asks("comparison", Unescaped(new
        {
            evaluation_label_ids = new[] { label },
            baseline = new { run_ids = Filled(old), run_metadata = new { side = "old", v = Value } },
            candidate = new { run_ids = Filled(now), run_metadata = new { side = "new", v = Value } },
            pair_by = Key,
            authors,
            evaluator_ids = others,
            output_name = Name,
            field_path = Name,
        }));

        var alpha = agreement.Text("krippendorff_alpha.evaluations")!;
        AssertSame(all.Where(one => old.Contains(one.RunId)), await ada.Follows(alpha));
        AssertSame(
            all.Where(one => old.Contains(one.RunId)),
            await ada.Follows(Assert.Single(agreement.All("pairs")).Text("pearson.evaluations")!));
        var baseline = Assert.Single(comparison.All("labels")).Text("baseline.evaluations")!;
        AssertSame(all.Where(one => one.RunId == old[0]), await ada.Follows(baseline));
        Assert.InRange(alpha.Length, 50_000, 65_000);
        Assert.InRange(baseline.Length, alpha.Length + 1_000, 65_000);
        (await ada.Get(baseline + new string(' ', 65_536 / 3).Replace(" ", "%20", StringComparison.Ordinal)))
            .Is(HttpStatusCode.RequestUriTooLong);

        async Task<IReadOnlyList<Guid>> Runs(string side)
        {
            var runs = new List<Guid>();
            for (var i = 0; i < 2; i++)
                runs.Add(await ada.HasRunWith(new Dictionary<string, object> { ["side"] = side, ["v"] = Value, [Key] = i }));
            return runs;
        }

        // As many as a link names itself.
        IEnumerable<Guid> Filled(IReadOnlyList<Guid> runs) => runs.Concat(others).Take(50);
    }

    /// <summary>Metadata is kept as it is spelt: an escape has more bytes than the sign.</summary>
    private static string Unescaped(object body) =>
        JsonSerializer.Serialize(body).Replace("\\uD83D\\uDE00", "\U0001F600", StringComparison.Ordinal);

    private static string Signs(int count) => string.Concat(Enumerable.Repeat("\U0001F600", count));

    private static void AssertSame(IEnumerable<Recorded> expected, IEnumerable<Guid> found) =>
        Assert.Equal(expected.Select(one => one.Id).Order(), found.Order());
}
