using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class TwoProportionsTests
{
    private static readonly Gen<(int Old, int OldRuns, int New, int NewRuns)> Counts =
        from oldRuns in Gen.Choose(1, 60)
        from newRuns in Gen.Choose(1, 60)
        from old in Gen.Choose(0, oldRuns)
        from newer in Gen.Choose(0, newRuns)
        select (old, oldRuns, newer, newRuns);

    [Fact]
    public void Its_square_is_the_chi_squared_of_Pearson() => Always.Holds(Counts, t =>
    {
        var result = TwoProportions.Of(t.Old, t.OldRuns, t.New, t.NewRuns);
        if (t.Old + t.New == 0 || t.Old + t.New == t.OldRuns + t.NewRuns)
            return result.PValue == 1 && result.Note == "All values are the same.";

        double[] observed = [t.Old, t.OldRuns - t.Old, t.New, t.NewRuns - t.New];
        double yes = t.Old + t.New, all = t.OldRuns + t.NewRuns;
        double[] expected =
        [
            t.OldRuns * yes / all, t.OldRuns * (1 - yes / all), t.NewRuns * yes / all, t.NewRuns * (1 - yes / all),
        ];
        var squared = observed.Zip(expected, (o, e) => (o - e) * (o - e) / e).Sum();
        return Samples.Near(squared, result.Statistic * result.Statistic)
            && Samples.Near(1 - ChiSquared.CDF(1, squared), result.PValue, 1e-6);
    });

    [Fact]
    public void Swapping_the_sides_flips_the_sign() => Always.Holds(Counts, t =>
    {
        var one = TwoProportions.Of(t.Old, t.OldRuns, t.New, t.NewRuns);
        var other = TwoProportions.Of(t.New, t.NewRuns, t.Old, t.OldRuns);
        return Samples.Near(one.Statistic, -other.Statistic) && Samples.Near(one.PValue, other.PValue);
    });

    [Theory]
    [InlineData(0, 0, 1, 2)]
    [InlineData(1, 2, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public void An_empty_side_has_no_test(int old, int oldRuns, int newer, int newRuns)
    {
        Assert.Null(TwoProportions.Of(old, oldRuns, newer, newRuns).PValue);
        Assert.Null(DifferenceOfProportions.Unpaired(old, oldRuns, newer, newRuns, Samples.Level).Value);
        Assert.Null(ProportionEffect.Unpaired(old, oldRuns, newer, newRuns, Samples.Level).Value);
    }

    [Theory]
    [InlineData(3, 2, 1, 2)]
    [InlineData(1, 2, -1, 2)]
    public void More_successes_than_runs_are_refused(int old, int oldRuns, int newer, int newRuns) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.Of(old, oldRuns, newer, newRuns));

    [Fact]
    public void Every_figure_is_sound() => Always.Holds(Counts, t =>
        Samples.IsSound(TwoProportions.Of(t.Old, t.OldRuns, t.New, t.NewRuns))
        && Samples.IsSound(DifferenceOfProportions.Unpaired(t.Old, t.OldRuns, t.New, t.NewRuns, 0.9))
        && Samples.IsSound(ProportionEffect.Unpaired(t.Old, t.OldRuns, t.New, t.NewRuns, 0.9)));
}
