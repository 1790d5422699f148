using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class HolmTests
{
    private static readonly Gen<double?[]> PValues =
        from length in Gen.Choose(0, 8)
        from values in Gen.Frequency(
            (5, Gen.Choose(0, 100).Select(i => (double?)(i / 100.0))),
            (1, Gen.Constant((double?)null))).ArrayOf(length)
        select values;

    /// <summary>
    /// Four p-values, of which at the level 0.05 Holm's procedure rejects those below 0.05/4 and 0.05/3 and stops at
    /// 0.03, which is above 0.05/2.
    /// </summary>
    [Fact]
    public void A_worked_example_comes_out() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void An_adjusted_value_is_the_lowest_level_at_which_the_procedure_rejects() => Always.Holds(
        from values in PValues from level in Gen.Choose(1, 99) select (Values: values, Level: level / 100.0 + 0.0001),
        t =>
        {
            var rejected = Rejected(t.Values, t.Level);
            return Holm.Adjust(t.Values).Select((p, i) => p <= t.Level == rejected.Contains(i)).All(agrees => agrees);
        });

    [Fact]
    public void What_has_no_p_value_does_not_count() =>
        Assert.Equal([null, 0.02, null, 0.5], Holm.Adjust([null, 0.01, null, 0.5]));

    [Fact]
    public void Nothing_exceeds_1_or_falls_below_what_it_was() => Always.Holds(PValues, values =>
        Holm.Adjust(values).Zip(values).All(t => t.First is null == t.Second is null
            && (t.First is null || (t.First <= 1 && t.First >= t.Second))));

    [Fact]
    public void Nothing_to_adjust_stays_nothing() => Assert.Empty(Holm.Adjust([]));

    private static HashSet<int> Rejected(double?[] values, double level)
    {
        var left = Enumerable.Range(0, values.Length)
            .Where(i => values[i] is not null)
            .OrderBy(i => values[i])
            .ToList();
        var rejected = new HashSet<int>();
        while (left.Count > 0 && values[left[0]] <= level / left.Count)
        {
            rejected.Add(left[0]);
            left.RemoveAt(0);
        }

        return rejected;
    }
}
