using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha with the interval metric, from moments: no rating is kept. For its bootstrap up to 10,000
/// targets are kept as six numbers each; from then on more targets join these at random, and groups are resampled.
/// </summary>
internal sealed class IntervalAlpha(ulong groupingSeed)
{
    private const int MaxUnits = 10_000;

    private readonly List<ScoreUnit> units = [];
    private readonly RandomGroups groups = new(MaxUnits, groupingSeed);
    private long targets;

    public void Add(in ScoreUnit target)
    {
        targets++;
        var group = groups.Next();
        if (group == units.Count)
            units.Add(target);
        else
            units[group] = units[group].With(target);
    }

    public Estimate Estimate(double confidence, BootstrapSettings bootstrap)
    {
        var method = "Krippendorff's alpha, interval; percentile bootstrap over "
            + (targets > MaxUnits ? "10,000 random groups of targets" : "targets");
        if (targets == 0)
            return Statistics.Estimate.Undefined(0, method, Rating.NoneComparable);
        var sorted = units.ToArray();
        Array.Sort(sorted);
        var all = ScoreUnit.None;
        foreach (var unit in sorted)
            all = all.With(unit);
        var value = all.Alpha;
        if (!double.IsFinite(value))
        {
            var note = all.Low < all.High ? ScoreAgreement.OutOfRange : ScoreAgreement.AllSame;
            return Statistics.Estimate.Undefined(targets, method, note);
        }

        return PercentileInterval.Around(value, targets, method, confidence, Resampled(sorted, bootstrap));
    }

    private static double[] Resampled(ScoreUnit[] sorted, BootstrapSettings bootstrap)
    {
        var random = new Xoshiro256(bootstrap.Seed);
        var resampled = new double[bootstrap.Resamples];
        for (var i = 0; i < resampled.Length; i++)
        {
            var sample = ScoreUnit.None;
            for (var j = 0; j < sorted.Length; j++)
                sample = sample.With(sorted[random.NextBelow(sorted.Length)]);
            resampled[i] = sample.Alpha;
        }

        return resampled;
    }
}
