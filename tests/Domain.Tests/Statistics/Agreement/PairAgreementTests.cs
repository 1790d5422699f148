namespace RunEvaluations.Domain.Tests.Statistics.Agreement;

public sealed class PairAgreementTests
{
    [Fact]
    public void Twenty_and_fifteen_that_agree_among_fifty_have_a_kappa_of_two_fifths()
    {
        // Both say yes 20 times and no 15 times; 5 and 10 differ: observed 0.7, expected 0.5.
        var pair = Assert.Single(Rated.AsCategories(
        [
            .. Times(20, 1, 1), .. Times(5, 1, 0), .. Times(10, 0, 1), .. Times(15, 0, 0),
        ]).Pairs(0.95, new(1, 2_000)));

        Assert.Equal((0, 1, 50), (pair.RaterA, pair.RaterB, pair.N));
        Assert.Equal(0.7, pair.ObservedAgreement.Value!.Value, 1e-15);
        Assert.Equal("Observed agreement; Wilson score interval", pair.ObservedAgreement.Method);
        Assert.Equal(0.4, pair.Kappa.Value!.Value, 1e-15);
        // The large-sample standard error of Fleiss, Cohen and Everitt 1969 is 0.1278: 0.15 to 0.65.
        Assert.Equal(0.15, pair.Kappa.Low!.Value, 0.05);
        Assert.Equal(0.65, pair.Kappa.High!.Value, 0.05);
        Assert.Equal(pair.Kappa.Value!.Value, pair.LinearKappa.Value!.Value, 1e-15);
        Assert.Equal(pair.Kappa.Value!.Value, pair.QuadraticKappa.Value!.Value, 1e-15);
    }

    [Fact]
    public void All_three_kappas_are_what_their_definition_says() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var pairs = Rated.AsCategories(rows).Pairs(0.95, Rated.Bootstrap);
            var raters = rows.Length == 0 ? 0 : rows[0].Length;
            var expected = from a in Enumerable.Range(0, raters)
                           from b in Enumerable.Range(a + 1, raters - a - 1)
                           let table = rows.Select(row => (A: row[a], B: row[b]))
                               .Where(t => !double.IsNaN(t.A + t.B)).ToArray()
                           where table.Length > 0
                           select (a, b, table);
            return expected.Select(e => (e.a, e.b, (long)e.table.Length))
                    .SequenceEqual(pairs.Select(p => (p.RaterA, p.RaterB, p.N)))
                && expected.Zip(pairs).All(e =>
                    Figures.AreSound(
                        e.Second.ObservedAgreement, e.Second.Kappa, e.Second.LinearKappa, e.Second.QuadraticKappa)
                    && Figures.AreClose(
                        e.First.table.Average(t => t.A == t.B ? 1 : 0), e.Second.ObservedAgreement.Value)
                    && Figures.AreClose(Naive(e.First.table, d => d == 0 ? 0 : 1), e.Second.Kappa.Value)
                    && Figures.AreClose(Naive(e.First.table, d => d), e.Second.LinearKappa.Value)
                    && Figures.AreClose(Naive(e.First.table, d => d * d), e.Second.QuadraticKappa.Value));
        });

    [Fact]
    public void Other_numbers_for_two_raters_change_no_kappa() =>
        Always.Holds(Rated.Rows, rows =>
        {
            var pairs = Rated.AsCategories(rows).Pairs(0.95, Rated.Bootstrap);
            var turned = Rated.AsCategories(rows.Select(row => row.Reverse().ToArray())).Pairs(0.95, Rated.Bootstrap);
            var last = rows.Length == 0 ? 0 : rows[0].Length - 1;
            return pairs.All(pair =>
            {
                var same = turned.Single(p => (p.RaterA, p.RaterB) == (last - pair.RaterB, last - pair.RaterA));
                return pair.N == same.N
                    && Figures.AreClose(pair.Kappa.Value, same.Kappa.Value)
                    && Figures.AreClose(pair.LinearKappa.Value, same.LinearKappa.Value)
                    && Figures.AreClose(pair.QuadraticKappa.Value, same.QuadraticKappa.Value);
            });
        });

    [Fact]
    public void A_pair_has_the_same_interval_whoever_else_rates()
    {
        double[][] two = [[0, 1], [1, 1], [2, 2], [0, 0], [2, 1]];
        var alone = Assert.Single(Rated.AsCategories(two).Pairs(0.95, Rated.Bootstrap));
        var three = two.Select((row, i) => new[] { row[0], row[1], i % 3 });
        var among = Rated.AsCategories(three).Pairs(0.95, Rated.Bootstrap);

        Assert.Equal(3, among.Count);
        Assert.Equal(alone, among[0]);
    }

    [Fact]
    public void Two_who_always_give_one_category_have_no_kappa()
    {
        var pair = Assert.Single(Rated.AsCategories([[1, 1], [1, 1]]).Pairs(0.95, Rated.Bootstrap));

        Assert.Equal(1, pair.ObservedAgreement.Value);
        Assert.All(
            new[] { pair.Kappa, pair.LinearKappa, pair.QuadraticKappa },
            kappa => Assert.Equal(
                (null, "Both always give one and the same category, so that agreement by chance is certain."),
                (kappa.Value, kappa.Note)));
    }

    [Fact]
    public void Two_who_always_give_different_categories_agree_as_by_chance() =>
        Assert.Equal(0, Assert.Single(Rated.AsCategories([[1, 2], [1, 2]]).Pairs(0.95, Rated.Bootstrap)).Kappa.Value);

    private static IEnumerable<double[]> Times(int times, double a, double b) =>
        Enumerable.Range(0, times).Select(_ => new[] { a, b });

    private static double? Naive((double A, double B)[] table, Func<double, double> weight)
    {
        var observed = table.Average(t => weight(Math.Abs(t.A - t.B)));
        var expected = table.Average(a => table.Average(b => weight(Math.Abs(a.A - b.B))));
        return expected == 0 ? null : 1 - (observed / expected);
    }
}
