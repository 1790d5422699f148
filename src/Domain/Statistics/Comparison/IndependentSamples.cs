using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>The comparison of a candidate with a baseline whose runs have nothing to do with each other.</summary>
public static class IndependentSamples
{
    /// <summary>
    /// Compares the values of both sides. Where a side has too few for a figure it is undefined and says so. Takes 8
    /// bytes per value beside the values, and O(n log n) time.
    /// </summary>
    /// <param name="baseline">The baseline's values, all finite.</param>
    /// <param name="candidate">The candidate's.</param>
    /// <param name="settings">How to compare.</param>
    /// <exception cref="ArgumentException">
    /// A value is not finite, or the settings have a problem that <see cref="ComparisonFit.Problem"/> names.
    /// </exception>
    public static ComparisonResult Compare(double[] baseline, double[] candidate, ComparisonSettings settings)
    {
        var plan = ComparisonPlan.For(baseline, candidate, settings, paired: false);
        var (before, after) = (SampleMoments.Of(baseline), SampleMoments.Of(candidate));
        var (oldYes, newYes) = plan.YesOrNo ? (Yes(baseline), Yes(candidate)) : default;
        var crossing = Crossing.Of(baseline, candidate);

        var difference = plan.Test is ComparisonTest.TwoProportions
            ? DifferenceOfProportions.Unpaired(oldYes, before.N, newYes, after.N, settings.Confidence)
            : DifferenceOfMeans.Unpaired(before, after, settings.Confidence);
        var needed = Needed(plan.Test, difference, before, after, settings);

        return new ComparisonResult
        {
            Baseline = plan.Level(baseline, before, settings.Confidence),
            Candidate = plan.Level(candidate, after, settings.Confidence),
            Difference = difference,
            Test = plan.WithNote(Run(plan.Test)),
            OtherTests = [.. plan.Others.Select(Run)],
            EffectSize = plan.Test switch
            {
                ComparisonTest.TwoProportions =>
                    ProportionEffect.Unpaired(oldYes, before.N, newYes, after.N, settings.Confidence),
                ComparisonTest.MannWhitney => RankBiserial.Unpaired(crossing, settings.Confidence),
                _ => StandardizedDifference.Unpaired(before, after, settings.Confidence),
            },
            Outcomes = crossing.Outcomes,
            NeededRuns = needed.Runs,
            NeededRunsNote = needed.Note,
        };

        TestResult Run(ComparisonTest test) => test switch
        {
            ComparisonTest.TwoProportions => TwoProportions.Of(oldYes, before.N, newYes, after.N),
            ComparisonTest.MannWhitney => MannWhitney.Of(crossing),
            _ => WelchT.Of(before, after),
        };
    }

    private static NeededRuns Needed(
        ComparisonTest test,
        Estimate difference,
        SampleMoments baseline,
        SampleMoments candidate,
        ComparisonSettings settings)
    {
        var (detect, note) = ComparisonPlan.Detect(settings, difference);
        if (baseline.N == 0 || candidate.N == 0 || detect is not { } size)
            return NeededRuns.NoSpread;

        var alpha = 1 - settings.Confidence;
        var needed = test switch
        {
            // The mean of zeros and ones is the share of yes.
            ComparisonTest.TwoProportions =>
                SampleSize.TwoProportions(baseline.Mean, Target(baseline, candidate, settings), alpha, settings.Power),
            ComparisonTest.MannWhitney =>
                SampleSize.MannWhitney(size, baseline.Spread, candidate.Spread, alpha, settings.Power),
            _ => SampleSize.WelchT(size, baseline.Spread, candidate.Spread, alpha, settings.Power),
        };
        return needed.Runs is null ? needed : needed with { Note = note };
    }

    private static double Target(SampleMoments baseline, SampleMoments candidate, ComparisonSettings settings) =>
        settings.Detect is { } size ? baseline.Mean + size : candidate.Mean;

    private static long Yes(double[] values) => values.LongCount(v => v == 1);
}
