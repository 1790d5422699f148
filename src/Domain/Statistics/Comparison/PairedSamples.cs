using RunEvaluations.Domain.Statistics.Intervals;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// The comparison of a candidate with a baseline whose runs are pairs, for instance of the same input.
/// </summary>
public static class PairedSamples
{
    /// <summary>
    /// The values of a pair are taken as equal when they differ by no more than this part of the larger: means of the
    /// same ratings that were added in another order do.
    /// </summary>
    private const double Tolerance = 1e-12;

    /// <summary>
    /// Compares the pairs (baseline[i], candidate[i]). Where there are too few pairs for a figure it is undefined and
    /// says so. Takes up to 17 bytes per pair beside the values, and O(n log n) time.
    /// </summary>
    /// <param name="baseline">The baseline's values, all finite.</param>
    /// <param name="candidate">The candidate's, as many.</param>
    /// <param name="settings">How to compare.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many values of each side, a value is not finite, or the settings have a problem that
    /// <see cref="ComparisonFit.Problem"/> names.
    /// </exception>
    public static ComparisonResult Compare(double[] baseline, double[] candidate, ComparisonSettings settings)
    {
        if (baseline.Length != candidate.Length)
            throw new ArgumentException("Each pair has a value of both sides.", nameof(candidate));

        var plan = ComparisonPlan.For(baseline, candidate, settings, paired: true);
        var differences = Differences(baseline, candidate);
        var moments = SampleMoments.Of(differences);
        var pairs = plan.YesOrNo ? PairedCounts.Of(baseline, candidate) : default;
        var ranks = new Lazy<SignedRanks>(() => SignedRanks.Of(differences));

        var difference = plan.Test is ComparisonTest.Mcnemar
            ? DifferenceOfProportions.Paired(pairs, settings.Confidence)
            : DifferenceOfMeans.Paired(moments, settings.Confidence);
        var needed = Needed(plan.Test, difference, moments, pairs, settings);

        return new ComparisonResult
        {
            Baseline = plan.Level(baseline, SampleMoments.Of(baseline), settings.Confidence),
            Candidate = plan.Level(candidate, SampleMoments.Of(candidate), settings.Confidence),
            Difference = difference,
            Test = plan.WithNote(Run(plan.Test)),
            OtherTests = [.. plan.Others.Select(Run)],
            EffectSize = plan.Test switch
            {
                ComparisonTest.Mcnemar =>
                    ProportionEffect.Paired(pairs.BaselineOnly, pairs.CandidateOnly, settings.Confidence),
                ComparisonTest.WilcoxonSignedRank => RankBiserial.Paired(ranks.Value),
                _ => StandardizedDifference.Paired(moments, settings.Confidence),
            },
            Outcomes = Outcomes.OfDifferences(differences),
            NeededRuns = needed.Runs,
            NeededRunsNote = needed.Note,
        };

        TestResult Run(ComparisonTest test) => test switch
        {
            ComparisonTest.Mcnemar => McNemar.Of(pairs),
            ComparisonTest.WilcoxonSignedRank => WilcoxonSignedRank.Of(ranks.Value, differences.Length),
            _ => PairedT.Of(moments),
        };
    }

    private static NeededRuns Needed(
        ComparisonTest test,
        Estimate difference,
        SampleMoments moments,
        PairedCounts pairs,
        ComparisonSettings settings)
    {
        var (detect, note) = ComparisonPlan.Detect(settings, difference);
        if (moments.N == 0 || detect is not { } size)
            return NeededRuns.NoSpread;

        var alpha = 1 - settings.Confidence;
        var differing = (double)(pairs.BaselineOnly + pairs.CandidateOnly) / Math.Max(1, pairs.N);
        var needed = test switch
        {
            ComparisonTest.Mcnemar => SampleSize.McNemar(size, differing, alpha, settings.Power),
            ComparisonTest.WilcoxonSignedRank =>
                SampleSize.WilcoxonSignedRank(size, moments.Spread, alpha, settings.Power),
            _ => SampleSize.PairedT(size, moments.Spread, alpha, settings.Power),
        };
        return needed.Runs is null ? needed : needed with { Note = note };
    }

    private static double[] Differences(double[] baseline, double[] candidate)
    {
        var differences = new double[baseline.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            var difference = candidate[i] - baseline[i];
            var larger = Math.Max(Math.Abs(candidate[i]), Math.Abs(baseline[i]));
            differences[i] = Math.Abs(difference) <= Tolerance * larger ? 0 : difference;
        }

        return differences;
    }
}
