using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Resampling;

namespace RunEvaluations.Domain.Tests.Statistics.Resampling;

public sealed class MultinomialDrawTests
{
    [Fact]
    public void A_sample_is_as_large_as_what_it_is_drawn_from_and_has_nothing_else() =>
        Always.Holds(
            Gen.Choose(0, 1_000_000).Select(c => c % 3 == 0 ? 0L : c).ListOf().Select(counts => counts.ToArray()),
            counts =>
            {
                var drawn = new long[counts.Length];
                MultinomialDraw.Next(new Xoshiro256((ulong)counts.Length), counts, drawn);
                return drawn.Sum() == counts.Sum()
                    && drawn.Zip(counts).All(c => c.First >= 0 && (c.Second > 0 || c.First == 0));
            });

    [Fact]
    public void Counts_have_the_means_and_covariances_of_the_multinomial_distribution()
    {
        const int Draws = 20_000;
        long[] counts = [5, 60, 0, 15, 120];
        var random = new Xoshiro256(11);
        var samples = new List<long[]>();
        for (var i = 0; i < Draws; i++)
        {
            var drawn = new long[counts.Length];
            MultinomialDraw.Next(random, counts, drawn);
            samples.Add(drawn);
        }

        const double N = 200;
        for (var i = 0; i < counts.Length; i++)
        {
            Assert.Equal(counts[i], samples.Average(s => s[i]), 0.3);
            for (var j = 0; j <= i; j++)
            {
                var expected = (i == j ? counts[i] : 0) - (counts[i] * counts[j] / N);
                var covariance = samples.Average(s => (s[i] - counts[i]) * (double)(s[j] - counts[j]));
                Assert.Equal(expected, covariance, 2.0);
            }
        }
    }
}
