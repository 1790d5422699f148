using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Statistics.Comparison;

/// <summary>
/// Which test goes with which values. The choice follows from the value type alone and never from a look at the data: a
/// test that is chosen after such a look does not keep its level. The one exception is that the tests of yes and no
/// need every run's value to be 0 or 1, which the mean of raters who disagree is not.
/// </summary>
public static class ComparisonFit
{
    /// <summary>Why a comparison cannot be made, as a sentence; null where it can.</summary>
    /// <param name="valueType">The value type of the label.</param>
    /// <param name="test">The test that is asked for; null for the one that fits.</param>
    /// <param name="paired">Whether the runs are paired.</param>
    public static string? Problem(EvaluationValueType valueType, ComparisonTest? test, bool paired)
    {
        if (valueType is EvaluationValueType.Categorical)
            return "Categories without an order have no difference that could be tested.";
        if (test is not { } asked)
            return null;
        if (IsPaired(asked) && !paired)
            return $"The test {NameOf(asked)} compares pairs, and the runs are not paired.";
        if (!IsPaired(asked) && paired)
            return $"The test {NameOf(asked)} compares independent runs, and the runs are paired.";
        return NeedsYesOrNo(asked) && valueType is not EvaluationValueType.Binary
            ? $"The test {NameOf(asked)} compares yes and no, and the label is not binary."
            : null;
    }

    /// <summary>The tests that go with the values, the one that fits best first.</summary>
    /// <param name="valueType">The value type of the label.</param>
    /// <param name="paired">Whether the runs are paired.</param>
    /// <param name="yesOrNo">Whether every run's value is 0 or 1; asked of binary labels alone.</param>
    internal static IReadOnlyList<ComparisonTest> Tests(EvaluationValueType valueType, bool paired, bool yesOrNo)
    {
        var means = paired ? ComparisonTest.PairedT : ComparisonTest.WelchT;
        var ranks = paired ? ComparisonTest.WilcoxonSignedRank : ComparisonTest.MannWhitney;
        return valueType switch
        {
            // The ranks of yes and no tell nothing that their shares do not.
            EvaluationValueType.Binary when yesOrNo =>
                [paired ? ComparisonTest.Mcnemar : ComparisonTest.TwoProportions, means],
            EvaluationValueType.Ordinal => [ranks, means],
            _ => [means, ranks],
        };
    }

    internal static bool NeedsYesOrNo(ComparisonTest test) =>
        test is ComparisonTest.Mcnemar or ComparisonTest.TwoProportions;

    /// <summary>As callers spell it.</summary>
    private static string NameOf(ComparisonTest test) => test switch
    {
        ComparisonTest.PairedT => "paired_t",
        ComparisonTest.WelchT => "welch_t",
        ComparisonTest.WilcoxonSignedRank => "wilcoxon_signed_rank",
        ComparisonTest.MannWhitney => "mann_whitney",
        ComparisonTest.Mcnemar => "mcnemar",
        _ => "two_proportions",
    };

    private static bool IsPaired(ComparisonTest test) =>
        test is ComparisonTest.PairedT or ComparisonTest.WilcoxonSignedRank or ComparisonTest.Mcnemar;
}
