using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Domain.Tests.Statistics.Calibration;

public sealed class MacroAveragesTests
{
    private const double Z = 1.959963984540054;

    /// <summary>
    /// The example of scikit-learn's documentation: gold 0 1 2 0 1 2, predicted 0 2 1 0 0 1, with the macro averages
    /// 0.22 (precision), 0.33 (recall) and 0.26 (F1).
    /// </summary>
    [Fact]
    public void The_example_of_scikit_learn_comes_out()
    {
        var matrix = Matrices.Of(new[,] { { 2, 0, 0 }, { 1, 0, 1 }, { 0, 2, 0 } });

        Assert.Equal(2 / 9.0, matrix.MacroPrecision(0.95).Value!.Value, 1e-12);
        Assert.Equal(1 / 3.0, matrix.MacroRecall(0.95).Value!.Value, 1e-12);
        Assert.Equal(4 / 15.0, matrix.MacroF1(0.95).Value!.Value, 1e-12);
        Assert.Equal(6, matrix.MacroF1(0.95).N);
    }

    [Fact]
    public void A_category_of_one_side_alone_counts_as_0_and_one_of_neither_not_at_all()
    {
        var matrix = Matrices.Of(new[,] { { 4, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 5, 0 }, { 0, 0, 0, 0 } });

        Assert.Equal((0.8 + 0 + 1) / 3, matrix.MacroPrecision(0.95).Value!.Value, 1e-12);
        Assert.Equal((1 + 0 + 1) / 3.0, matrix.MacroRecall(0.95).Value!.Value, 1e-12);
        Assert.Equal((8 / 9.0 + 0 + 1) / 3, matrix.MacroF1(0.95).Value!.Value, 1e-12);
    }

    /// <summary>
    /// Takahashi et al. (2022), Applied Intelligence 52, the variance of the macro-averaged F1 (maF1).
    /// </summary>
    [Fact]
    public void The_interval_of_F1_is_that_of_Takahashi()
    {
        int[,] cells = { { 30, 4, 2 }, { 5, 21, 8 }, { 1, 6, 23 } };
        double n = 100, r = 3, sum = 0;
        double P(int i, int j) => cells[i, j] / n;
        double Both(int i) => (Matrices.Row(cells, i) + Matrices.Column(cells, i)) / n;
        double F1(int i) => 2 * P(i, i) / Both(i);
        for (var i = 0; i < 3; i++)
        {
            sum += F1(i) * (Both(i) - 2 * P(i, i)) / (Both(i) * Both(i))
                * ((Both(i) - 2 * P(i, i)) / Both(i) + F1(i) / 2);
            for (var j = 0; j < 3; j++)
                sum += i == j ? 0 : P(i, j) * F1(i) * F1(j) / (Both(i) * Both(j));
        }

        var estimate = Matrices.Of(cells).MacroF1(0.95);
        Assert.Equal(Z * Math.Sqrt(2 / (r * r) * sum / n), estimate.High!.Value - estimate.Value!.Value, 1e-9);
    }

    [Fact]
    public void The_intervals_are_those_of_the_delta_method() => Always.Holds(
        Matrices.Any.Select(cells => Matrices.Square(cells.GetLength(0), (i, j) => 20 * (cells[i, j] + 1) + 7 * i)),
        cells => IsDelta(cells, m => m.MacroPrecision(0.95), MeanPrecision)
            && IsDelta(cells, m => m.MacroRecall(0.95), p => MeanPrecision(Transposed(p)))
            && IsDelta(cells, m => m.MacroF1(0.95), MeanF1));

    [Fact]
    public void Relabelling_the_categories_changes_nothing() => Always.Holds(
        Matrices.Any.SelectMany(
            cells => Gen.Shuffle(Enumerable.Range(0, cells.GetLength(0)).ToArray()),
            (cells, order) => (Cells: cells, Order: order)),
        t =>
        {
            var renamed = Matrices.Square(t.Order.Length, (i, j) => t.Cells[t.Order[i], t.Order[j]]);
            var (one, other) = (Matrices.Of(t.Cells), Matrices.Of(renamed));
            return Same(one.MacroF1(0.9), other.MacroF1(0.9))
                && Same(one.MacroPrecision(0.9), other.MacroPrecision(0.9))
                && Same(one.MacroRecall(0.9), other.MacroRecall(0.9));
        });

    [Fact]
    public void Every_figure_is_sound() => Always.Holds(Matrices.Any, cells =>
    {
        var matrix = Matrices.Of(cells);
        return Samples.IsSound(matrix.MacroPrecision(0.99))
            && Samples.IsSound(matrix.MacroRecall(0.99))
            && Samples.IsSound(matrix.MacroF1(0.99));
    });

    [Fact]
    public void Perfect_agreement_is_1_without_an_interval()
    {
        var estimate = Matrices.Of(new[,] { { 4, 0 }, { 0, 6 } }).MacroF1(0.95);

        Assert.Equal((1, null), (estimate.Value, estimate.Low));
        Assert.Equal("Every category is all hits or all misses: there is no spread to judge by.", estimate.Note);
    }

    [Fact]
    public void Without_targets_there_is_no_average() =>
        Assert.Equal("There are no targets.", new ConfusionMatrix(3).MacroF1(0.95).Note);

    private static bool Same(Estimate one, Estimate other) =>
        Samples.Near(one.Value, other.Value)
        && Samples.Near(one.Low, other.Low)
        && Samples.Near(one.High, other.High);

    /// <summary>The interval from derivatives by differences, with the covariances of a multinomial sample.</summary>
    private static bool IsDelta(int[,] cells, Func<ConfusionMatrix, Estimate> estimate, Func<double[,], double> figure)
    {
        int k = cells.GetLength(0), n = cells.Cast<int>().Sum();
        var shares = Shares(cells, n);
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var (up, down) = ((double[,])shares.Clone(), (double[,])shares.Clone());
                (up[i, j], down[i, j]) = (up[i, j] + 1e-6, down[i, j] - 1e-6);
                var slope = (figure(up) - figure(down)) / 2e-6;
                mean += shares[i, j] * slope;
                square += shares[i, j] * slope * slope;
            }
        }

        var reach = Z * Math.Sqrt(Math.Max(0, square - mean * mean) / n);
        var found = estimate(Matrices.Of(cells));
        return found.Low is null
            ? reach < 1e-6
            : Math.Abs(Math.Min(1, figure(shares) + reach) - found.High!.Value) < 1e-6
                && Math.Abs(Math.Max(0, figure(shares) - reach) - found.Low.Value) < 1e-6;
    }

    private static double[,] Shares(int[,] cells, double n)
    {
        var shares = new double[cells.GetLength(0), cells.GetLength(0)];
        for (var i = 0; i < cells.GetLength(0); i++)
        {
            for (var j = 0; j < cells.GetLength(0); j++)
                shares[i, j] = cells[i, j] / n;
        }

        return shares;
    }

    private static double[,] Transposed(double[,] shares)
    {
        var transposed = (double[,])shares.Clone();
        for (var i = 0; i < shares.GetLength(0); i++)
        {
            for (var j = 0; j < shares.GetLength(0); j++)
                transposed[j, i] = shares[i, j];
        }

        return transposed;
    }

    private static double MeanPrecision(double[,] p) =>
        Enumerable.Range(0, p.GetLength(0)).Average(k => p[k, k] / Line(p, k).Across);

    private static double MeanF1(double[,] p) =>
        Enumerable.Range(0, p.GetLength(0)).Average(k => 2 * p[k, k] / (Line(p, k).Across + Line(p, k).Down));

    private static (double Across, double Down) Line(double[,] p, int k)
    {
        var all = Enumerable.Range(0, p.GetLength(0)).ToArray();
        return (all.Sum(i => p[i, k]), all.Sum(j => p[k, j]));
    }
}
