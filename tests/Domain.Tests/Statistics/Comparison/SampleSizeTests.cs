using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class SampleSizeTests
{
    /// <summary>
    /// Cohen (1988), table 2.4.1, two-sided at 0.05 with power 0.80: 393, 64 and 26 of each side; the first is 393.4,
    /// which is rounded up here.
    /// </summary>
    [Theory]
    [InlineData(0.2, 394)]
    [InlineData(0.5, 64)]
    [InlineData(0.8, 26)]
    public void Two_sides_take_what_the_table_of_Cohen_says(double difference, long runs) =>
        Assert.Equal(new NeededRuns(runs), SampleSize.WelchT(difference, 1, 1, 0.05));

    /// <summary>The exact figures by the noncentral t are 199, 34 and 15.</summary>
    [Theory]
    [InlineData(0.2, 199)]
    [InlineData(0.5, 34)]
    [InlineData(0.8, 15)]
    public void Pairs_take_nearly_half_of_one_side(double difference, long pairs) =>
        Assert.Equal(new NeededRuns(pairs), SampleSize.PairedT(difference, 1, 0.05));

    [Fact]
    public void Unequal_spreads_count_by_their_mean_variance() =>
        Assert.Equal(SampleSize.WelchT(1, 5, 5, 0.01, 0.9), SampleSize.WelchT(1, 1, 7, 0.01, 0.9));

    [Fact]
    public void The_sign_and_the_unit_do_not_matter()
    {
        Assert.Equal(SampleSize.PairedT(0.5, 1, 0.05), SampleSize.PairedT(-0.5e300, 1e300, 0.05));
        Assert.Equal(SampleSize.WelchT(0.5, 1, 1, 0.05), SampleSize.WelchT(-0.5e300, 1e300, 1e300, 0.05));
    }

    /// <summary>63.77 · π/3 = 66.8 and 33.32 · π/3 = 34.9.</summary>
    [Fact]
    public void Ranks_take_some_more()
    {
        Assert.Equal(67, SampleSize.MannWhitney(0.5, 1, 1, 0.05).Runs);
        Assert.Equal(35, SampleSize.WilcoxonSignedRank(0.5, 1, 0.05).Runs);
    }

    /// <summary>0.6 and 0.7 at 0.05 with power 0.80 take 356 of each side without continuity correction.</summary>
    [Fact]
    public void Two_proportions_take_what_Fleiss_says() =>
        Assert.Equal(new NeededRuns(356), SampleSize.TwoProportions(0.6, 0.7, 0.05));

    [Fact]
    public void As_many_runs_have_the_power_and_one_fewer_has_not() => Always.Holds(
        from p in Gen.Choose(0, 100)
        from q in Gen.Choose(0, 100)
        where p != q
        select (P: p / 100.0, Q: q / 100.0),
        t =>
        {
            var n = SampleSize.TwoProportions(t.P, t.Q, 0.05, 0.9).Runs!.Value;
            return Power(n) >= 0.9 - 1e-9 && (n == 1 || Power(n - 1) < 0.9);

            double Power(double runs)
            {
                var mean = (t.P + t.Q) / 2;
                var limit = Normal.InvCDF(0, 1, 0.975) * Math.Sqrt(2 * mean * (1 - mean) / runs);
                var error = Math.Sqrt((t.P * (1 - t.P) + t.Q * (1 - t.Q)) / runs);
                return Normal.CDF(0, 1, (Math.Abs(t.P - t.Q) - limit) / Math.Max(error, 1e-12));
            }
        });

    [Fact]
    public void As_many_pairs_have_the_power_and_one_fewer_has_not() => Always.Holds(
        from differing in Gen.Choose(2, 100)
        from difference in Gen.Choose(1, differing)
        select (Share: differing / 100.0, Difference: difference / 100.0),
        t =>
        {
            var n = SampleSize.McNemar(-t.Difference, t.Share, 0.05, 0.8).Runs!.Value;
            return Power(n) >= 0.8 - 1e-9 && (n == 1 || Power(n - 1) < 0.8);

            double Power(double pairs)
            {
                var limit = Normal.InvCDF(0, 1, 0.975) * Math.Sqrt(t.Share / pairs);
                var error = Math.Sqrt(Math.Max(0, t.Share - t.Difference * t.Difference) / pairs);
                return Normal.CDF(0, 1, (t.Difference - limit) / Math.Max(error, 1e-12));
            }
        });

    [Fact]
    public void A_difference_takes_at_least_as_many_pairs_that_differ() =>
        Assert.Equal(SampleSize.McNemar(0.2, 0.2, 0.05), SampleSize.McNemar(0.2, 0.05, 0.05));

    [Fact]
    public void No_difference_cannot_be_seen()
    {
        NeededRuns[] all =
        [
            SampleSize.PairedT(0, 1, 0.05), SampleSize.WelchT(0, 1, 1, 0.05), SampleSize.McNemar(0, 0.5, 0.05),
            SampleSize.WilcoxonSignedRank(0, 1, 0.05), SampleSize.MannWhitney(0, 1, 1, 0.05),
            SampleSize.TwoProportions(0.5, 0.5, 0.05),
        ];

        var nothing = new NeededRuns(null, "There is no difference to be seen: it is 0.");
        Assert.All(all, needed => Assert.Equal(nothing, needed));
    }

    [Fact]
    public void An_unknown_spread_says_nothing()
    {
        Assert.Equal("The spread of the values is not known.", SampleSize.PairedT(1, 0, 0.05).Note);
        Assert.Equal("The spread of the values is not known.", SampleSize.WelchT(1, 0, 0, 0.05).Note);
    }

    [Theory]
    [InlineData(0.9, 1.1)]
    [InlineData(0.1, -0.1)]
    public void A_share_outside_0_and_1_is_impossible(double baseline, double candidate)
    {
        Assert.Null(SampleSize.TwoProportions(baseline, candidate, 0.05).Runs);
        Assert.Null(SampleSize.McNemar(1.5, 0.5, 0.05).Runs);
    }

    [Fact]
    public void More_than_can_be_counted_is_not_a_number() =>
        Assert.Equal("It would take more runs than can be counted.", SampleSize.PairedT(1e-300, 1e300, 0.05).Note);

    [Theory]
    [InlineData(0.05, 0.025)]
    [InlineData(0.05, 1)]
    [InlineData(0, 0.8)]
    [InlineData(1, 0.8)]
    public void A_level_or_power_that_is_none_is_refused(double alpha, double power) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.PairedT(1, 1, alpha, power));

    [Fact]
    public void A_power_below_one_half_takes_fewer_runs() =>
        Assert.True(SampleSize.PairedT(0.1, 1, 0.05, 0.3).Runs < SampleSize.PairedT(0.1, 1, 0.05, 0.5).Runs);
}
