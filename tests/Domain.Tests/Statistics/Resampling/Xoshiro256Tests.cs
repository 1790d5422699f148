using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Resampling;

public sealed class Xoshiro256Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_240_817)]
    public void It_gives_the_numbers_of_another_implementation(int seed)
    {
        var random = new Xoshiro256((ulong)seed);
        var reference = new Xoshiro256StarStar(seed);

        for (var i = 0; i < 1_000; i++)
            Assert.Equal(reference.NextDouble(), random.NextDouble());
    }

    [Fact]
    public void It_gives_these_numbers_for_good()
    {
        var random = new Xoshiro256(42);

        Assert.Equal(
            [1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL],
            [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Whole_numbers_below_a_bound_are_equally_likely(int bound)
    {
        var random = new Xoshiro256(5);
        var counts = new double[bound];
        for (var i = 0; i < 100 * bound; i++)
            counts[random.NextBelow(bound)]++;

        var statistic = counts.Sum(count => (count - 100) * (count - 100) / 100);
        Assert.InRange(statistic, 0, bound == 1 ? 0 : ChiSquared.InvCDF(bound - 1, 1 - 1e-6));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void There_is_no_number_below_nothing(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Xoshiro256(1).NextBelow(bound));
}
