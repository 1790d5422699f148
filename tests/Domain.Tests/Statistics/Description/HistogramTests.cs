using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Tests.Statistics.Description;

public sealed class HistogramTests
{
    private static readonly Gen<double> Bounds = Gen.OneOf(
        Gen.Elements(
            0, 0.1, 0.3, 1, -1, 1e9, 1e9 + 1e-6, double.Epsilon, 3 * double.Epsilon, double.MaxValue,
            double.MinValue, 1e300),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => f.Item));

    private static readonly Gen<(double Low, double High, int Bins)> Shapes =
        from low in Bounds
        from high in Bounds
        from bins in Gen.Choose(1, 60)
        where low <= high
        select (low, high, bins);

    [Fact]
    public void Bins_are_half_open_but_for_the_last()
    {
        var histogram = new Histogram(0, 1, 4);
        foreach (var value in new[] { 0, 0.24, 0.25, 0.5, 0.99, 1, 1 })
            histogram.Add(value);

        Assert.Equal(
            [new(0, 0.25, 2), new(0.25, 0.5, 1), new(0.5, 0.75, 1), new(0.75, 1, 3)],
            histogram.Bins);
    }

    [Fact]
    public void The_edges_go_up_from_the_low_to_the_high_one_without_a_gap() =>
        Always.Holds(Shapes, shape =>
        {
            var bins = new Histogram(shape.Low, shape.High, shape.Bins).Bins;
            return bins.Count == shape.Bins
                && (bins[0].From, bins[^1].To) == (shape.Low, shape.High)
                && bins.All(b => b.From <= b.To)
                && bins.Zip(bins.Skip(1)).All(b => b.First.To == b.Second.From);
        });

    [Fact]
    public void A_value_is_in_the_bin_whose_edges_say_so() =>
        Always.Holds(
            from shape in Shapes
            from parts in Gen.Choose(0, 1_000).ArrayOf()
            select (Shape: shape, Parts: parts),
            t =>
            {
                var (low, high, count) = t.Shape;
                var edges = new Histogram(low, high, count).Bins.Select(b => b.From);
                var between = t.Parts.Select(p => ((1 - (p / 1_000.0)) * low) + (p / 1_000.0 * high));
                // The edges themselves and their neighbours are where rounding would show.
                return edges.SelectMany(e => new[] { e, Math.BitIncrement(e), Math.BitDecrement(e) })
                    .Concat(between).Append(high)
                    .Where(v => v >= low && v <= high)
                    .All(v => IsWhereItBelongs(new Histogram(low, high, count), v));
            });

    [Fact]
    public void A_histogram_of_one_value_has_it_in_the_last_bin()
    {
        var histogram = new Histogram(2, 2, 3);
        histogram.Add(2);

        Assert.Equal([0, 0, 1], histogram.Bins.Select(b => b.Count));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_lies_outside_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Histogram(0, 1, 2).Add(value));

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(0, 1, 0)]
    [InlineData(0, double.PositiveInfinity, 2)]
    [InlineData(double.NaN, 1, 2)]
    public void There_is_no_such_histogram(double low, double high, int bins) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Histogram(low, high, bins));

    private static bool IsWhereItBelongs(Histogram histogram, double value)
    {
        histogram.Add(value);
        var bins = histogram.Bins;
        var bin = bins.Single(b => b.Count > 0);
        return bin.From <= value && (value < bin.To || (ReferenceEquals(bin, bins[^1]) && value == bin.To));
    }
}
