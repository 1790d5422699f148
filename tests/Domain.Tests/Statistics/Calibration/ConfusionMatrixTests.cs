using RunEvaluations.Domain.Statistics.Calibration;
using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Tests.Statistics.Calibration;

public sealed class ConfusionMatrixTests
{
    /// <summary>Of 20 targets of the category 1 and 80 of 0: 15 hits, 5 missed, 10 too many.</summary>
    private static readonly ConfusionMatrix Spam = Matrices.Of(new[,] { { 70, 10 }, { 5, 15 } });

    [Fact]
    public void It_counts_what_was_added()
    {
        Assert.Equal((100, 10, 5), (Spam.N, Spam[0, 1], Spam[1, 0]));
        Assert.Equal((20, 25), (Spam.Gold(1), Spam.Predicted(1)));
    }

    [Fact]
    public void Accuracy_precision_and_recall_are_shares_with_Wilsons_interval()
    {
        Assert.Equal((0.85, 100), (Spam.Accuracy(0.95).Value, Spam.Accuracy(0.95).N));
        Assert.Equal((0.6, 25), (Spam.Precision(1, 0.95).Value, Spam.Precision(1, 0.95).N));
        Assert.Equal((0.75, 20), (Spam.Recall(1, 0.95).Value, Spam.Recall(1, 0.95).N));
        Assert.Equal(
            WilsonInterval.Of(15, 25, 0.9),
            (Spam.Precision(1, 0.9).Low!.Value, Spam.Precision(1, 0.9).High!.Value));
        Assert.Equal(WilsonInterval.Of(15, 20, 0.9), (Spam.Recall(1, 0.9).Low!.Value, Spam.Recall(1, 0.9).High!.Value));
        Assert.Equal(WilsonInterval.Of(85, 100, 0.9), (Spam.Accuracy(0.9).Low!.Value, Spam.Accuracy(0.9).High!.Value));
    }

    [Fact]
    public void F1_is_the_harmonic_mean_with_the_interval_of_the_targets_of_either_side()
    {
        var f1 = Spam.F1(1, 0.95);
        var (low, high) = WilsonInterval.Of(15, 30, 0.95);

        Assert.Equal(2 / (1 / 0.6 + 1 / 0.75), f1.Value!.Value, 1e-12);
        Assert.Equal(2 * low / (1 + low), f1.Low!.Value, 1e-12);
        Assert.Equal(2 * high / (1 + high), f1.High!.Value, 1e-12);
        Assert.Equal(30, f1.N);
    }

    [Fact]
    public void What_a_category_does_not_define_says_why()
    {
        var matrix = Matrices.Of(new[,] { { 3, 0, 0 }, { 2, 0, 0 }, { 0, 0, 0 } });

        Assert.Equal("The category was never predicted.", matrix.Precision(1, 0.95).Note);
        Assert.Equal((0, 0), (matrix.Recall(1, 0.95).Value, matrix.F1(1, 0.95).Value));
        Assert.Equal("No target has the category.", matrix.Recall(2, 0.95).Note);
        Assert.Equal("The category occurs on neither side.", matrix.F1(2, 0.95).Note);
        Assert.Null(matrix.F1(2, 0.95).Value);
        Assert.Equal("There are no targets.", new ConfusionMatrix(2).Accuracy(0.95).Note);
    }

    [Fact]
    public void Swapping_the_sides_swaps_precision_and_recall() => Always.Holds(Matrices.Any, cells =>
    {
        var (matrix, swapped) = (Matrices.Of(cells), Matrices.Of(Matrices.Transposed(cells)));
        return Enumerable.Range(0, matrix.Categories).All(k =>
            matrix.Precision(k, 0.9).Value == swapped.Recall(k, 0.9).Value
            && matrix.F1(k, 0.9) == swapped.F1(k, 0.9));
    });

    [Fact]
    public void Every_figure_is_sound_and_is_what_its_definition_says() => Always.Holds(Matrices.Any, cells =>
    {
        var matrix = Matrices.Of(cells);
        return Samples.IsSound(matrix.Accuracy(0.9)) && Enumerable.Range(0, matrix.Categories).All(k =>
        {
            double hits = cells[k, k], gold = Matrices.Row(cells, k), predicted = Matrices.Column(cells, k);
            return Samples.IsSound(matrix.Precision(k, 0.9))
                && Samples.IsSound(matrix.Recall(k, 0.9))
                && Samples.IsSound(matrix.F1(k, 0.9))
                && Samples.Near(predicted == 0 ? null : hits / predicted, matrix.Precision(k, 0.9).Value)
                && Samples.Near(gold == 0 ? null : hits / gold, matrix.Recall(k, 0.9).Value)
                && Samples.Near(gold + predicted == 0 ? null : 2 * hits / (gold + predicted), matrix.F1(k, 0.9).Value);
        });
    });

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void What_is_no_category_is_refused(int gold, int predicted)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2).Add(gold, predicted));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2)[gold, predicted]);
    }
}
