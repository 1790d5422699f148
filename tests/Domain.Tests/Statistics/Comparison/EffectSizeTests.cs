using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class EffectSizeTests
{
    /// <summary>
    /// Means 103 and 100, standard deviations 5.5 and 4.5, 50 of each: Borenstein et al. (2009), Introduction to
    /// Meta-Analysis, chapter 4: d = 0.5970, J = 0.9923, g = 0.5924 and its variance 0.0411.
    /// </summary>
    [Fact]
    public void The_example_of_Borenstein_for_Hedges_g_comes_out()
    {
        var estimate = StandardizedDifference.Unpaired(Around(100, 4.5), Around(103, 5.5), Samples.Level);

        Assert.Equal(0.5924, estimate.Value!.Value, 0.0001);
        Assert.Equal(100, estimate.N);
        Assert.Equal(1.96 * Math.Sqrt(0.0411), estimate.High!.Value - estimate.Value.Value, 0.001);
    }

    [Fact]
    public void Few_runs_make_the_correction_of_Hedges_large()
    {
        var estimate = StandardizedDifference.Unpaired([0, 2], [3, 5], Samples.Level);

        var d = 3 / Math.Sqrt(2);
        Assert.Equal(4 / 7.0 * d, estimate.Value!.Value, 1e-12);
        Assert.Equal(4 / 7.0 * (d + 1.959964 * Math.Sqrt(1 + d * d / 8)), estimate.High!.Value, 1e-6);
    }

    /// <summary>Cohen's d_z is t/√n: Student's sleep data have t = -4.0621 and n = 10.</summary>
    [Fact]
    public void Cohens_d_of_pairs_is_t_over_the_root_of_n()
    {
        var estimate = StandardizedDifference.Paired(
            Samples.Differences(Samples.SleepSecond, Samples.SleepFirst),
            Samples.Level);

        var d = -4.062128 / Math.Sqrt(10);
        Assert.Equal(d, estimate.Value!.Value, 1e-6);
        Assert.Equal(d - 1.959964 * Math.Sqrt(0.1 + d * d / 20), estimate.Low!.Value, 1e-6);
    }

    /// <summary>
    /// Hogarty, K. Y. and Kromrey, J. D. (1999), Using SAS to calculate tests of Cliff's delta, SUGI 24: δ = -0.25, and
    /// the three parts of its variance are 0.2669753, 0.447 and 1.0055556.
    /// </summary>
    [Fact]
    public void The_example_of_Hogarty_and_Kromrey_for_Cliffs_delta_comes_out()
    {
        double[] treatment = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50];
        double[] control = [10, 20, 30, 40, 40, 50];

        var estimate = RankBiserial.Unpaired(control, treatment, Samples.Level);

        var zz = 1.959964 * 1.959964 * (5 * 0.2669753 + 9 * 0.447 + 1.0055556) / 60;
        var width = Math.Sqrt(zz * (0.9375 * 0.9375 + zz));
        Assert.Equal((-0.25, 16), (estimate.Value, estimate.N));
        Assert.Equal((-0.25 * 0.9375 - width) / (0.9375 + zz), estimate.Low!.Value, 1e-6);
        Assert.Equal((-0.25 * 0.9375 + width) / (0.9375 + zz), estimate.High!.Value, 1e-6);
    }

    [Fact]
    public void Cliffs_delta_and_its_interval_are_what_their_definitions_say() =>
        Always.Holds(Samples.Two(Samples.Tied.Where(v => v.Length > 1)), t =>
        {
            var (b, c) = (t.First, t.Second);
            double m = b.Length, n = c.Length;
            var signs = c.Select(x => b.Select(y => (double)x.CompareTo(y)).ToArray()).ToArray();
            var delta = signs.Average(row => row.Average());
            var estimate = RankBiserial.Unpaired(b, c, 0.9);
            if (Math.Abs(delta) == 1 || b.Concat(c).Distinct().Count() == 1)
                return Samples.Near(delta, estimate.Value);

            var rows = signs.Sum(row => Math.Pow(row.Average() - delta, 2)) / (n - 1);
            var columns = b.Select((_, j) => Math.Pow(signs.Average(row => row[j]) - delta, 2)).Sum() / (m - 1);
            var cells = signs.Sum(row => row.Sum(s => Math.Pow(s - delta, 2))) / ((m - 1) * (n - 1));
            var variance = ((m - 1) * rows + (n - 1) * columns + cells) / (m * n);
            var zz = Math.Pow(Normal.InvCDF(0, 1, 0.95), 2) * variance;
            var (middle, divisor) = (delta - Math.Pow(delta, 3), 1 - delta * delta + zz);
            var width = Math.Sqrt(zz * (1 - 2 * delta * delta + Math.Pow(delta, 4) + zz));
            return Samples.Near(delta, estimate.Value)
                && Samples.Near(Math.Max(-1, (middle - width) / divisor), estimate.Low)
                && Samples.Near(Math.Min(1, (middle + width) / divisor), estimate.High);
        });

    [Fact]
    public void Sides_that_do_not_overlap_leave_the_interval_of_Feng_and_Cliff()
    {
        var estimate = RankBiserial.Unpaired([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11], Samples.Level);
        var zz = Math.Pow(1.959963985, 2);

        Assert.Equal((1, 1), (estimate.Value, estimate.High));
        Assert.Equal((5 - zz) / (5 + zz), estimate.Low!.Value, 1e-6);
    }

    /// <summary>The depression data of Hollander and Wolfe have V = 40 of 45.</summary>
    [Fact]
    public void The_rank_biserial_of_pairs_is_the_difference_of_both_parts()
    {
        var estimate = RankBiserial.Paired([0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01, 0]);

        Assert.Equal((35 / 45.0, 9), (estimate.Value, estimate.N));
        Assert.Equal("No interval is generally accepted for this figure.", estimate.Note);
    }

    /// <summary>Cohen (1988), section 6.2: the arcsines of .50 and .25 are 1.571 and 1.047.</summary>
    [Fact]
    public void The_example_of_Cohen_for_h_comes_out()
    {
        var estimate = ProportionEffect.Unpaired(10, 40, 50, 100, Samples.Level);

        Assert.Equal(1.571 - 1.047, estimate.Value!.Value, 0.0005);
        Assert.Equal(Math.PI / 6 - 1.959964 * Math.Sqrt(0.025 + 0.01), estimate.Low!.Value, 1e-6);
    }

    /// <summary>The interval is Wilson's of 15 of 148 (Newcombe 1998), less one half.</summary>
    [Fact]
    public void Cohens_g_is_the_share_of_wins_less_one_half()
    {
        var estimate = ProportionEffect.Paired(baselineOnly: 133, candidateOnly: 15, Samples.Level);

        Assert.Equal((15 / 148.0 - 0.5, 148), (estimate.Value, estimate.N));
        Assert.Equal(0.0624 - 0.5, estimate.Low!.Value, 0.00005);
        Assert.Equal(0.1605 - 0.5, estimate.High!.Value, 0.00005);
        Assert.Null(ProportionEffect.Paired(0, 0, Samples.Level).Value);
    }

    [Fact]
    public void Swapping_the_sides_flips_the_sign_of_every_effect() => Always.Holds(Samples.Pairs(Samples.Tied), t =>
    {
        var (forth, back) = (Samples.Differences(t.First, t.Second), Samples.Differences(t.Second, t.First));
        return Samples.Near(
                StandardizedDifference.Paired(forth, 0.9).Low,
                -StandardizedDifference.Paired(back, 0.9).High)
            && Samples.Near(
                StandardizedDifference.Unpaired(t.First, t.Second, 0.9).Low,
                -StandardizedDifference.Unpaired(t.Second, t.First, 0.9).High)
            && Samples.Near(
                RankBiserial.Unpaired(t.First, t.Second, 0.9).Low,
                -RankBiserial.Unpaired(t.Second, t.First, 0.9).High)
            && Samples.Near(RankBiserial.Paired(forth).Value, -RankBiserial.Paired(back).Value);
    });

    [Fact]
    public void Nothing_is_ever_not_a_number() => Always.Holds(Samples.Two(Samples.Wild), t =>
        Samples.IsSound(StandardizedDifference.Paired(t.First, Samples.Level))
        && Samples.IsSound(StandardizedDifference.Unpaired(t.First, t.Second, Samples.Level))
        && Samples.IsSound(RankBiserial.Paired(t.First))
        && Samples.IsSound(RankBiserial.Unpaired(t.First, t.Second, Samples.Level)));

    /// <summary>Fifty values with exactly this mean and standard deviation.</summary>
    private static double[] Around(double mean, double deviation) =>
        [.. Enumerable.Range(0, 50).Select(i => mean + (i % 2 == 0 ? 1 : -1) * deviation * Math.Sqrt(49 / 50.0))];
}
