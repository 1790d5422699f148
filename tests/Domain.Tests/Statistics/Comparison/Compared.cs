using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

/// <summary>What holds of every comparison.</summary>
internal static class Compared
{
    public static bool IsSound(ComparisonResult result) =>
        new[] { result.Baseline, result.Candidate, result.Difference, result.EffectSize }.All(Samples.IsSound)
        && result.OtherTests.Append(result.Test).All(Samples.IsSound)
        && (result.NeededRuns is > 0 || result.NeededRunsNote is not null);

    /// <summary>Whether one is the other with the sides swapped.</summary>
    public static bool AreMirrored(ComparisonResult forth, ComparisonResult back) =>
        Samples.Near(forth.Difference.Value, -back.Difference.Value)
        && Samples.Near(forth.Difference.Low, -back.Difference.High)
        && Samples.Near(forth.EffectSize.Value, -back.EffectSize.Value)
        && Samples.Near(forth.EffectSize.Low, -back.EffectSize.High)
        && Samples.Near(forth.Test.PValue, back.Test.PValue)
        && forth.Outcomes == new Outcomes(back.Outcomes.Losses, back.Outcomes.Ties, back.Outcomes.Wins);

    public static void AssertLeavesValues(Func<double[], double[], ComparisonResult> compare)
    {
        double[] baseline = [3, 1, 2], candidate = [5, 9, 7];
        compare(baseline, candidate);

        Assert.Equal([3, 1, 2], baseline);
        Assert.Equal([5, 9, 7], candidate);
    }
}
