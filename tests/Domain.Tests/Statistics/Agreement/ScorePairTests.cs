using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class ScorePairTests
{
    private static readonly Gen<double[][]> Scores =
        Gen.Choose(-20, 20).Select(i => i / 4.0).Two().Select(t => new[] { t.Item1, t.Item2 }).ArrayOf();

    [Fact]
    public void All_figures_are_what_their_definition_says() =>
        Always.Holds(Scores.Where(rows => rows.Length > 3), rows =>
        {
            var pair = Pair(rows);
            var (a, b) = (rows.Select(r => r[0]).ToArray(), rows.Select(r => r[1]).ToArray());
            double n = rows.Length;
            var (varianceA, varianceB) = (a.PopulationVariance(), b.PopulationVariance());
            var covariance = a.PopulationCovariance(b);
            var whole = varianceA + varianceB + Math.Pow(a.Average() - b.Average(), 2);
            var r = covariance / Math.Sqrt(varianceA * varianceB);
            var z = Normal.InvCDF(0, 1, 0.95);
            return (pair.RaterA, pair.RaterB, pair.N) == (0, 1, rows.Length)
                && IsMean(rows.Select(row => row[0] - row[1]).ToArray(), pair.MeanDifference)
                && IsMean(rows.Select(row => Math.Abs(row[0] - row[1])).ToArray(), pair.MeanAbsoluteDifference, lowest: 0)
                && Figures.AreSound(pair.Pearson, pair.ConcordanceCorrelation)
                && Figures.AreClose(double.IsNaN(r) || double.IsInfinity(r) ? null : r, pair.Pearson.Value)
                && (pair.Pearson.Low is null
                    || Figures.AreClose(Math.Tanh(Math.Atanh(r) - (z / Math.Sqrt(n - 3))), pair.Pearson.Low, 1e-7))
                && Figures.AreClose(whole == 0 ? null : 2 * covariance / whole, pair.ConcordanceCorrelation.Value);
        });

    [Fact]
    public void Lins_interval_is_that_of_his_formula()
    {
        double[][] rows = [[1, 1.5], [2, 2.25], [3, 2.5], [4, 4.75], [5, 6], [6, 6.25], [7, 6.5], [8, 9.75]];
        var (a, b) = (rows.Select(row => row[0]).ToArray(), rows.Select(row => row[1]).ToArray());
        var (sa, sb) = (a.PopulationStandardDeviation(), b.PopulationStandardDeviation());
        var r = Correlation.Pearson(a, b);
        var shift = a.Average() - b.Average();
        var c = 2 * r * sa * sb / ((sa * sa) + (sb * sb) + (shift * shift));
        var u2 = shift * shift / (sa * sb);
        var rest = 1 - (c * c);
        var variance = (((1 - (r * r)) * c * c / (rest * r * r))
            + (2 * c * c * c * (1 - c) * u2 / (r * rest * rest))
            - (c * c * c * c * u2 * u2 / (2 * r * r * rest * rest))) / (rows.Length - 2);
        var margin = Normal.InvCDF(0, 1, 0.95) * Math.Sqrt(variance);

        Figures.AssertInterval(
            Pair(rows).ConcordanceCorrelation,
            c,
            Math.Tanh(Math.Atanh(c) - margin),
            Math.Tanh(Math.Atanh(c) + margin),
            1e-12);
    }

    [Theory]
    [InlineData(0.8, 0)]
    [InlineData(0.8, 1)]
    [InlineData(0.3, 2)]
    public void Lins_interval_is_as_wide_as_the_spread_of_samples_makes_it(double correlation, double shift)
    {
        // What tells the corrected variance of the year 2000 from that of 1989 is the shift.
        var random = new Xoshiro256(12);
        var transformed = new List<double>();
        var errors = new List<double>();
        for (var sample = 0; sample < 1_500; sample++)
        {
            var rows = Enumerable.Range(0, 80).Select(_ =>
            {
                var (x, y) = TwoNormals(random);
                return new[] { x, shift + (correlation * x) + (Math.Sqrt(1 - (correlation * correlation)) * y) };
            });
            var estimate = Pair([.. rows]).ConcordanceCorrelation;
            transformed.Add(Math.Atanh(estimate.Value!.Value));
            var width = Math.Atanh(estimate.High!.Value) - Math.Atanh(estimate.Low!.Value);
            errors.Add(width / 2 / Normal.InvCDF(0, 1, 0.95));
        }

        Assert.Equal(1, errors.Average() / transformed.StandardDeviation(), 0.07);
    }

    [Fact]
    public void Swapping_the_raters_turns_the_sign_of_the_difference_and_nothing_else() =>
        Always.Holds(Scores.Where(rows => rows.Length > 0), rows =>
        {
            var (one, other) = (Pair(rows), Pair([.. rows.Select(row => new[] { row[1], row[0] })]));
            return Figures.AreClose(one.MeanDifference.Value, -other.MeanDifference.Value)
                && Figures.AreClose(one.MeanDifference.Low, -other.MeanDifference.High)
                && Figures.AreClose(one.MeanAbsoluteDifference.Value, other.MeanAbsoluteDifference.Value)
                && Figures.AreClose(one.Pearson.Value, other.Pearson.Value)
                && Figures.AreClose(one.ConcordanceCorrelation.Value, other.ConcordanceCorrelation.Value);
        });

    [Fact]
    public void Large_scores_that_differ_little_lose_no_digits()
    {
        double[][] rows = [[0.5, 0.25], [1.75, 1.5], [3, 4.5], [2.25, 2], [7, 5.5]];
        var (plain, moved) = (Pair(rows), Pair([.. rows.Select(row => new[] { row[0] + 1e9, row[1] + 1e9 })]));

        Assert.Equal(plain.Pearson.Value!.Value, moved.Pearson.Value!.Value, 1e-6);
        Assert.Equal(plain.ConcordanceCorrelation.Low!.Value, moved.ConcordanceCorrelation.Low!.Value, 1e-6);
        Assert.Equal(plain.MeanDifference.Low!.Value, moved.MeanDifference.Low!.Value, 1e-6);
    }

    [Fact]
    public void Equal_scores_correlate_perfectly_and_have_no_interval()
    {
        var pair = Pair([[1, 1], [2, 2], [4, 4], [5, 5]]);

        Assert.Equal((0, 0), (pair.MeanDifference.Value, pair.MeanAbsoluteDifference.Value));
        Assert.Equal(1, pair.Pearson.Value!.Value, 1e-15);
        Assert.Equal((1, null), (pair.ConcordanceCorrelation.Value, pair.ConcordanceCorrelation.Low));
        Assert.NotNull(pair.ConcordanceCorrelation.Note);
    }

    [Fact]
    public void One_who_always_gives_the_same_score_correlates_with_nobody()
    {
        var pair = Pair([[1, 3], [2, 3], [4, 3], [5, 3]]);

        Assert.Equal((null, "One of the raters always gives the same score."), (pair.Pearson.Value, pair.Pearson.Note));
        Assert.Equal((0, null), (pair.ConcordanceCorrelation.Value, pair.ConcordanceCorrelation.Low));
    }

    [Fact]
    public void Differences_that_rounding_alone_has_parted_have_no_spread()
    {
        var pair = Pair([[0.3, 0.2], [0.4, 0.3], [0.9, 0.8]]);

        Assert.Equal(0.1, pair.MeanDifference.Value!.Value, 1e-15);
        Assert.All([pair.MeanDifference, pair.MeanAbsoluteDifference], difference => Assert.Equal(
            (null, "There is no spread, so that nothing says how sure the mean is."),
            (difference.Low, difference.Note)));
    }

    private static (double X, double Y) TwoNormals(Xoshiro256 random) =>
        (Normal.InvCDF(0, 1, 1 - random.NextDouble()), Normal.InvCDF(0, 1, 1 - random.NextDouble()));

    private static ScorePairAgreement Pair(double[][] rows) => Assert.Single(Rated.AsScores(rows).Pairs(0.9));

    private static bool IsMean(double[] values, Estimate estimate, double lowest = double.NegativeInfinity)
    {
        var error = values.StandardDeviation() / Math.Sqrt(values.Length);
        var margin = StudentT.InvCDF(0, 1, values.Length - 1, 0.95) * error;
        return Figures.AreSound(estimate)
            && Figures.AreClose(values.Average(), estimate.Value)
            && (margin < 1e-12
                ? estimate.Low is null
                : Figures.AreClose(Math.Max(lowest, values.Average() - margin), estimate.Low)
                    && Figures.AreClose(values.Average() + margin, estimate.High));
    }
}
