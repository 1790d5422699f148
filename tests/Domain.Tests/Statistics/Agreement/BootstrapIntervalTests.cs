using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

/// <summary>The percentile interval, of figures over all raters.</summary>
public sealed class BootstrapIntervalTests
{
    [Fact]
    public void A_single_target_has_values_without_intervals()
    {
        var kappa = Rated.AsCategories([[0, 1, 1]]).FleissKappa(0.95, Rated.Bootstrap);

        Assert.Equal(-0.5, kappa.Value!.Value, 1e-12);
        Assert.Equal((null, "An interval takes at least two targets."), (kappa.Low, kappa.Note));
    }

    [Fact]
    public void There_is_no_interval_where_most_resamples_define_none()
    {
        // Half of all resamples have one target twice, and with it one category: sometimes a few more, sometimes fewer.
        var agreement = Rated.AsCategories([[0, 0], [1, 1]]);
        var kappas = Enumerable.Range(0, 20)
            .Select(seed => agreement.FleissKappa(0.95, new BootstrapSettings((ulong)seed, 1_001)))
            .ToArray();

        Assert.All(kappas, kappa => Assert.Equal((1, null), (kappa.Value, kappa.Low)));
        Assert.Equal(
            [
                "All resamples give the same figure: nothing says how sure it is.",
                "In most resamples it is not defined: there is no interval.",
            ],
            kappas.Select(kappa => kappa.Note).Distinct().Order());
    }

    [Fact]
    public void Resamples_that_define_no_figure_are_left_out()
    {
        // A third of all resamples lack the one target that differs.
        var kappa = Rated.AsCategories([[0, 0], [0, 0], [0, 0], [0, 0], [0, 1]])
            .FleissKappa(0.95, new BootstrapSettings(1, 1_000));

        Assert.True(Figures.AreSound(kappa) && kappa.Low < kappa.Value && kappa.High >= kappa.Value);
    }

    [Theory]
    [InlineData(0.95, 1.959964)]
    [InlineData(0.8, 1.281552)]
    public void Of_many_targets_the_interval_is_that_of_the_normal_distribution(double confidence, double z)
    {
        // Of two raters the observed agreement is a proportion: 0.7 ± z √(0.7 × 0.3 / 1,000).
        var agreement = Rated.AsCategories(Enumerable.Range(0, 1_000).Select(i => new double[] { 0, i < 700 ? 0 : 1 }));
        var observed = agreement.ObservedAgreement(confidence, new BootstrapSettings(8, 20_000));

        var margin = z * Math.Sqrt(0.7 * 0.3 / 1_000);
        Figures.AssertInterval(observed, 0.7, 0.7 - margin, 0.7 + margin, 0.0015);
    }

    [Fact]
    public void Without_resamples_there_is_no_interval()
    {
        var kappa = Rated.AsCategories([[0, 1], [1, 1]]).FleissKappa(0.95, new BootstrapSettings(1, 0));

        Assert.Equal((null, "No interval was asked for."), (kappa.Low, kappa.Note));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapSettings(1, -1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_gives_others()
    {
        var agreement = Rated.AsCategories(Rated.Krippendorff, 6);

        Assert.Equal(Interval(5), Interval(5));
        Assert.NotEqual(Interval(5), Interval(6));

        Estimate Interval(ulong seed) => agreement.ObservedAgreement(0.95, new BootstrapSettings(seed, 37));
    }
}
