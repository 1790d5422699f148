using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Agreement;
using RunEvaluations.Domain.Statistics.Description;

namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class RaterBiasTests
{
    [Fact]
    public void One_who_rates_a_step_higher_has_a_bias_of_one_step()
    {
        var biases = Rated.AsCategories([[1, 0, 0], [2, 1, 1], [3, 1, 2]]).Biases(0.95);

        // 1, 1 and 1.5: mean 7/6, s = 1/√12, t with 2 degrees of freedom = 4.30265273.
        Assert.Equal([0, 1, 2], biases.Select(b => b.Rater));
        var margin = 4.30265273 / 6;
        Figures.AssertInterval(biases[0].Bias, 7 / 6.0, (7 / 6.0) - margin, (7 / 6.0) + margin, 1e-7);
        Assert.Equal(3, biases[0].Bias.N);
    }

    [Fact]
    public void Biases_are_what_their_definition_says() =>
        Always.Holds(Rated.Rows, rows =>
            AreAsDefined(Rated.AsCategories(rows).Biases(0.9), rows)
            && AreAsDefined(Rated.AsScores(rows).Biases(0.9), rows));

    [Fact]
    public void Large_scores_that_differ_little_lose_no_digits()
    {
        var bias = Rated.AsScores([[1e9 + 0.5, 1e9], [1e9 + 0.25, 1e9], [1e9 + 0.75, 1e9]]).Biases(0.95)[0].Bias;

        Assert.Equal(0.5, bias.Value!.Value, 1e-6);
    }

    [Fact]
    public void One_who_rates_alone_has_no_bias() =>
        Assert.Equal([0, 2], Rated.AsCategories([[0, Rated.None, 1], [Rated.None, 3, Rated.None]])
            .Biases(0.95).Select(b => b.Rater));

    private static bool AreAsDefined(IReadOnlyList<RaterBias> biases, double[][] rows)
    {
        var raters = rows.Length == 0 ? 0 : rows[0].Length;
        var expected = Enumerable.Range(0, raters).Select(rater =>
        {
            var mean = new ClusteredMean();
            foreach (var row in rows.Where(r => !double.IsNaN(r[rater])))
            {
                var others = row.Where((value, other) => other != rater && !double.IsNaN(value)).ToArray();
                if (others.Length == 0)
                    continue;
                // Rounded to what it would be without rounding, so that equal ones are equal.
                mean.Add(Math.Round(row[rater] - others.Average(), 12));
                mean.EndCluster();
            }

            return (rater, mean);
        }).Where(e => e.mean.N > 0).ToArray();
        return expected.Select(e => (e.rater, e.mean.N)).SequenceEqual(biases.Select(b => (b.Rater, b.Bias.N)))
            && expected.Zip(biases).All(e => Figures.AreSound(e.Second.Bias)
                && Figures.AreClose(e.First.mean.Mean(0.9).Value, e.Second.Bias.Value)
                && Figures.AreClose(Low(e.First.mean.Mean(0.9)), Low(e.Second.Bias)));

        // Where all differences are the same but for rounding, one may have an interval without width, the other none.
        static double? Low(Estimate estimate) => estimate.Low ?? estimate.Value;
    }
}
