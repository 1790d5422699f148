using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class FleissKappaTests
{
    /// <summary>
    /// Ten subjects, fourteen raters, five categories: how many chose each. The worked example that Wikipedia's article
    /// on Fleiss' kappa has, with P-bar = 0.378, P_e = 0.213 and kappa = 0.210.
    /// </summary>
    private static readonly int[][] TenSubjects =
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ];

    [Fact]
    public void The_worked_example_has_its_values()
    {
        var agreement = new CategoryAgreement(5);
        foreach (var counts in TenSubjects)
            agreement.Add([.. counts.SelectMany((c, k) => Enumerable.Repeat(k, c)).Select((k, i) => new Rating(i, k))]);

        var observed = agreement.ObservedAgreement(0.95, Rated.Bootstrap);
        var kappa = agreement.FleissKappa(0.95, Rated.Bootstrap);
        Assert.Equal(0.378, observed.Value!.Value, 0.0005);
        Assert.Equal(0.210, kappa.Value!.Value, 0.0005);
        Assert.Equal((10, "Fleiss' kappa; percentile bootstrap over targets"), (kappa.N, kappa.Method));
        Assert.True(Figures.AreSound(observed, kappa) && kappa.Low < kappa.Value && kappa.High > kappa.Value);
    }

    [Fact]
    public void It_is_what_its_definition_says() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var targets = Rated.Comparable(rows);
            var agreement = Rated.AsCategories(rows);
            var observed = agreement.ObservedAgreement(0.95, Rated.Bootstrap);
            var kappa = agreement.FleissKappa(0.95, Rated.Bootstrap);
            if (targets.Length == 0)
            {
                return observed is { Value: null, N: 0 }
                    && kappa is { Value: null, Note: "No target has two or more ratings." };
            }

            var agreeing = targets.Average(PairsThatAgree);
            var chance = Enumerable.Range(0, Rated.Categories)
                .Sum(k => Math.Pow(targets.Average(t => t.Count(v => v == k) / (double)t.Length), 2));
            var oneCategory = targets.SelectMany(t => t).Distinct().Count() == 1;
            return Figures.AreSound(observed, kappa)
                && observed.N == targets.Length
                && Figures.AreClose(agreeing, observed.Value)
                && Figures.AreClose(oneCategory ? null : (agreeing - chance) / (1 - chance), kappa.Value);
        });

    [Fact]
    public void Of_two_raters_who_agree_by_chance_it_is_zero() =>
        Assert.Equal(
            0,
            Rated.AsCategories([[0, 0], [0, 1], [1, 0], [1, 1]]).FleissKappa(0.95, Rated.Bootstrap).Value!.Value,
            1e-15);

    [Fact]
    public void The_interval_covers_the_true_kappa_about_as_often_as_it_says()
    {
        // Two categories of the same share, which two raters give in 80 % of all targets alike: kappa is 0.6.
        var random = new Xoshiro256(99);
        const int Samples = 400;
        var covered = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            var agreement = new CategoryAgreement(2);
            for (var target = 0; target < 100; target++)
            {
                var first = random.NextBelow(2);
                agreement.Add([new(0, first), new(1, random.NextDouble() < 0.8 ? first : 1 - first)]);
            }

            var kappa = agreement.FleissKappa(0.9, new BootstrapSettings((ulong)sample, 200));
            covered += kappa.Low <= 0.6 && kappa.High >= 0.6 ? 1 : 0;
        }

        Assert.InRange(covered / (double)Samples, 0.85, 0.94);
    }

    private static double PairsThatAgree(double[] values)
    {
        var pairs = from i in Enumerable.Range(0, values.Length)
                    from j in Enumerable.Range(0, i)
                    select values[i] == values[j] ? 1.0 : 0;
        return pairs.Average();
    }
}
