using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Statistics;

/// <summary>
/// A little of everything: four labels, two sides of eight runs in pairs, two of them without a counterpart, three people and
/// a judge who disagree and pass some over, several targets of a run, values given twice, corrections and retractions.
/// </summary>
internal sealed record RichData(
    ApiClient Ada, Guid Score, Guid Flag, Guid Rank, Guid Kind, Guid Judge, IReadOnlyList<Guid> Old, IReadOnlyList<Guid> New)
{
    public static async Task<RichData> Create(ServiceFixture service, int seed = 1)
    {
        var random = new Random(seed);
        var ada = service.User();
        var (score, flag) = (await ada.HasContinuousLabel(0, 10), await ada.HasBinaryLabel());
        var (rank, kind) = (await ada.HasOrdinalLabel("low", "middle", "high"), await ada.HasCategoricalLabel("a", "b", "c"));
        Guid[] labels = [score, flag, rank, kind];
        var judge = await ada.HasEvaluator(labels);
        ApiClient[] raters =
        [
            ada, service.User(ada.Account, "bob"), service.User(ada.Account, "cy"), service.Evaluator(ada.Account, judge),
        ];
        var (old, now) = (await Runs("old", 0), await Runs("new", 2));
        await Rate();
        await Rate(share: 0.3);
        var all = await Recorded.All(ada);
        foreach (var one in all.Where(_ => random.NextDouble() < 0.1))
            await ada.Put($"/v1/run/{one.RunId}/evaluation/{one.Id}", new { value = ValueOf(one.LabelId) });
        foreach (var one in all.Where(_ => random.NextDouble() < 0.05))
            await ada.Delete($"/v1/run/{one.RunId}/evaluation/{one.Id}");
        return new RichData(ada, score, flag, rank, kind, judge, old, now);

        double ValueOf(Guid label) => label == score ? random.Next(0, 41) / 4.0 : random.Next(label == flag ? 2 : 3);

        async Task<IReadOnlyList<Guid>> Runs(string side, int from)
        {
            var experiment = UniqueId.Next();
            var runs = new List<Guid>();
            for (var i = 0; i < 8; i++)
                runs.Add(await ada.HasRun(new
                {
                    status = i == 7 ? "failed" : "completed",
                    experiment_id = i < 4 ? experiment : (Guid?)null,
                    metadata = new { side, key = $"k{from + i}" },
                }));
            return runs;
        }

        async Task Rate(double share = 0.8)
        {
            foreach (var rater in raters)
                foreach (var run in old.Concat(now))
                {
                    var items =
                        from label in labels
                        where random.NextDouble() < share
                        let part = random.Next(8)
                        select new
                        {
                            evaluation_label_id = label,
                            value = ValueOf(label),
                            output_name = part == 0 ? "text" : part == 1 ? "" : null,
                            field_path = part == 2 ? "a.b" : null,
                        };
                    if (items.ToList() is { Count: > 0 } some)
                        (await rater.Post($"/v1/run/{run}/evaluations/batch", some)).Is(System.Net.HttpStatusCode.OK);
                }
        }
    }

    public object Pairs(string? key = "key") => new
    {
        evaluation_label_ids = (Guid[])[Score, Flag, Rank, Kind],
        baseline = ComparisonTests.Side("old"),
        candidate = ComparisonTests.Side("new"),
        pair_by = key,
    };
}
