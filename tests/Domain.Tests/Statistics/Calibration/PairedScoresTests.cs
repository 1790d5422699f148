using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Domain.Tests.Statistics.Calibration;

public sealed class PairedScoresTests
{
    /// <summary>
    /// Hunter's L value and the panel's rating of nine cans of tuna: Hollander and Wolfe (1973), Nonparametric
    /// Statistical Methods, pages 185 to 194; the example of R's cor.test, which gives r = 0.5711816 from -0.1497426 to
    /// 0.8955795, τ = 0.4444444 and ρ = 0.6.
    /// </summary>
    [Fact]
    public void The_example_of_Hollander_and_Wolfe_comes_out()
    {
        var scores = Of(
            [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
            [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]);

        Assert.Equal(0.5711816, scores.Pearson(0.95).Value!.Value, 1e-7);
        Assert.Equal(-0.1497426, scores.Pearson(0.95).Low!.Value, 1e-7);
        Assert.Equal(0.8955795, scores.Pearson(0.95).High!.Value, 1e-7);
        Assert.Equal(4 / 9.0, scores.KendallTauB(0.95).Value!.Value, 1e-12);
        Assert.Equal(0.6, scores.Spearman(0.95).Value!.Value, 1e-12);
        Assert.Equal(9, scores.Spearman(0.95).N);
    }

    [Fact]
    public void The_intervals_of_ranks_have_the_variances_of_Bonett_and_Wright()
    {
        var scores = Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 3, 6, 5, 4, 7, 10, 9, 8]);
        var (rho, tau) = (scores.Spearman(0.95), scores.KendallTauB(0.95));

        var ofRho = 1.959963985 * Math.Sqrt((1 + rho.Value!.Value * rho.Value.Value / 2) / 7);
        var ofTau = 1.959963985 * Math.Sqrt(0.437 / 6);
        Assert.Equal(Math.Tanh(Math.Atanh(rho.Value.Value) - ofRho), rho.Low!.Value, 1e-9);
        Assert.Equal(Math.Tanh(Math.Atanh(rho.Value.Value) + ofRho), rho.High!.Value, 1e-9);
        Assert.Equal(Math.Tanh(Math.Atanh(tau.Value!.Value) - ofTau), tau.Low!.Value, 1e-9);
        Assert.Equal(Math.Tanh(Math.Atanh(tau.Value.Value) + ofTau), tau.High!.Value, 1e-9);
    }

    [Fact]
    public void Each_coefficient_is_what_its_definition_says() =>
        Always.Holds(Samples.Pairs(Gen.OneOf(Samples.Tied, Samples.Plain)), t =>
        {
            var scores = Of(t.First, t.Second);
            return Samples.Near(Naive.Pearson(t.First, t.Second), scores.Pearson(0.9).Value)
                && Samples.Near(Naive.Pearson(Naive.Ranks(t.First), Naive.Ranks(t.Second)), scores.Spearman(0.9).Value)
                && Samples.Near(Naive.TauB(t.First, t.Second), scores.KendallTauB(0.9).Value);
        });

    [Fact]
    public void More_targets_than_a_block_holds_are_all_there()
    {
        // 20,011 is prime, so that 7,919 i runs through all remainders in a jumble.
        var x = Enumerable.Range(0, 20_011).Select(i => (double)(7919L * i % 20_011)).ToArray();
        var y = x.Select((v, i) => v + i % 3 * 8000).ToArray();
        var scores = Of(x, y);

        Assert.Equal(20_011, scores.N);
        Assert.Equal(8000 * x.Select((_, i) => i % 3).Average(), scores.MeanError(0.95).Value!.Value, 1e-6);
        Assert.True(Samples.Near(Naive.Pearson(x, y), scores.Pearson(0.95).Value));
        Assert.True(Samples.Near(Naive.TauB(x[..3000], y[..3000]), Of(x[..3000], y[..3000]).KendallTauB(0.95).Value));
        Assert.True(Samples.Near(-scores.KendallTauB(0.95).Value, Of(x, Negated(y)).KendallTauB(0.95).Value));
        Assert.True(Samples.Near(-scores.Spearman(0.95).Value, Of(x, Negated(y)).Spearman(0.95).Value));
    }

    [Fact]
    public void Errors_are_predicted_less_gold()
    {
        var scores = Of([1, 2, 3, 4], [2, 2, 1, 8]);

        Assert.Equal((0.75, 4), (scores.MeanError(0.95).Value, scores.MeanError(0.95).N));
        Assert.Equal(1.75, scores.MeanAbsoluteError(0.95).Value);
        // Deviations 2.5 and 1.7078, t = 3.182446 with three degrees of freedom.
        Assert.Equal(0.75 - 3.182446 * 2.5 / 2, scores.MeanError(0.95).Low!.Value, 1e-5);
        Assert.Equal(1.75 + 3.182446 * Math.Sqrt(35 / 12.0) / 2, scores.MeanAbsoluteError(0.95).High!.Value, 1e-5);
        Assert.Equal(0, scores.MeanAbsoluteError(0.95).Low);
    }

    [Fact]
    public void Perfect_agreement_is_1_without_an_interval()
    {
        double[] values = [0.1, 0.7, 0.3, 0.2, 0.9, 0.4];
        var scores = Of(values, [.. values.Select(v => 3 * v + 0.1)]);
        var contrary = Of(values, [.. values.Select(v => -3 * v + 0.1)]);

        Assert.All(Coefficients(scores), e => Assert.Equal((1, null), (e.Value, e.Low)));
        Assert.All(Coefficients(contrary), e => Assert.Equal((-1, null), (e.Value, e.Low)));
        Assert.All(Coefficients(scores), e => Assert.Equal("The correlation is perfect: it has no interval.", e.Note));
    }

    [Fact]
    public void A_constant_side_has_no_correlation() =>
        Assert.All(Coefficients(Of([1, 2, 3, 4, 5], [2, 2, 2, 2, 2])), estimate =>
            Assert.Equal((null, "All values of one side are the same."), (estimate.Value, estimate.Note)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fewer_than_two_targets_have_no_correlation(int n) =>
        Assert.All(Coefficients(Of(new double[n], new double[n])), estimate =>
            Assert.Equal((null, "It takes at least two targets."), (estimate.Value, estimate.Note)));

    [Fact]
    public void Too_few_targets_for_the_interval_have_a_coefficient()
    {
        Assert.All(
            Coefficients(Of([1, 2, 3], [1, 3, 2])),
            estimate => Assert.True(estimate is { Value: not null, Low: null, Note: not null }));
        Assert.NotNull(Of([1, 2, 3, 4], [1, 3, 2, 4]).Pearson(0.95).Low);
        Assert.NotNull(Of([1, 2, 3, 4], [1, 3, 2, 4]).Spearman(0.95).Low);
        Assert.Null(Of([1, 2, 3, 4], [1, 3, 2, 4]).KendallTauB(0.95).Low);
        Assert.NotNull(Of([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]).KendallTauB(0.95).Low);
    }

    [Fact]
    public void Errors_of_none_and_of_one_target_say_what_is_missing()
    {
        Assert.Equal("There are no values.", Of([], []).MeanError(0.95).Note);
        Assert.Equal((2, null), (Of([1], [3]).MeanAbsoluteError(0.95).Value, Of([1], [3]).MeanAbsoluteError(0.95).Low));
    }

    [Theory]
    [InlineData(1e300, 1e-300)]
    [InlineData(1e-300, 1e300)]
    [InlineData(1e-310, 1e305)]
    public void The_units_do_not_matter(double unit, double other)
    {
        double[] gold = [1, 2, 3, 4, 5, 9], predicted = [2, 1, 5, 3, 8, 6];
        var plain = Coefficients(Of(gold, predicted));
        var scaled = Coefficients(Of([.. gold.Select(v => v * unit)], [.. predicted.Select(v => v * other)]));

        Assert.All(plain.Zip(scaled), t => Assert.Equal(t.First.Value!.Value, t.Second.Value!.Value, 1e-9));
    }

    [Fact]
    public void Swapping_the_sides_or_the_order_of_the_targets_changes_nothing() => Always.Holds(
        Samples.Pairs(Samples.Tied).SelectMany(
            t => Gen.Shuffle(t.First.Zip(t.Second).ToArray()),
            (t, s) => (Pairs: t, Shuffled: s)),
        t =>
        {
            var swapped = Of([.. t.Shuffled.Select(p => p.Second)], [.. t.Shuffled.Select(p => p.First)]);
            return Coefficients(Of(t.Pairs.First, t.Pairs.Second)).Zip(Coefficients(swapped)).All(e =>
                Samples.Near(e.First.Value, e.Second.Value) && Samples.Near(e.First.Low, e.Second.Low));
        });

    [Fact]
    public void Nothing_is_ever_not_a_number() => Always.Holds(Samples.Pairs(Samples.Wild), t =>
    {
        var scores = Of(t.First, t.Second);
        return Coefficients(scores)
            .Concat([scores.MeanError(0.95), scores.MeanAbsoluteError(0.95)])
            .All(estimate => Samples.IsSound(estimate))
            && Coefficients(scores).All(e => e.Value is null or (>= -1 and <= 1));
    });

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NegativeInfinity)]
    public void What_is_no_number_is_refused_and_leaves_no_trace(double gold, double predicted)
    {
        var scores = new PairedScores();

        Assert.Throws<ArgumentOutOfRangeException>(() => scores.Add(gold, predicted));
        Assert.Equal(0, scores.N);
    }

    private static PairedScores Of(double[] gold, double[] predicted)
    {
        var scores = new PairedScores();
        foreach (var (g, p) in gold.Zip(predicted))
            scores.Add(g, p);
        return scores;
    }

    private static Estimate[] Coefficients(PairedScores scores) =>
        [scores.Pearson(0.95), scores.Spearman(0.95), scores.KendallTauB(0.95)];

    private static double[] Negated(double[] values) => [.. values.Select(v => -v)];
}
