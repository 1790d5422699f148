using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Comparison;

namespace RunEvaluations.Domain.Tests.Statistics.Comparison;

public sealed class ComparisonFitTests
{
    public static IEnumerable<object?[]> Combinations() =>
        from type in Enum.GetValues<EvaluationValueType>()
        from test in Enum.GetValues<ComparisonTest>().Select(t => (ComparisonTest?)t).Append(null)
        from paired in new[] { false, true }
        select new object?[] { type, test, paired };

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_comparison_is_refused_with_a_reason_or_made(
        EvaluationValueType type,
        ComparisonTest? test,
        bool paired)
    {
        var settings = new ComparisonSettings(type) { Test = test };
        double[] values = [0, 1, 1, 0];

        ComparisonResult Compare() => paired
            ? PairedSamples.Compare(values, [1, 1, 1, 0], settings)
            : IndependentSamples.Compare(values, [1, 1, 1, 0], settings);

        if (ComparisonFit.Problem(type, test, paired) is { } problem)
            Assert.StartsWith(problem, Assert.Throws<ArgumentException>(Compare).Message, StringComparison.Ordinal);
        else
            Assert.Equal(test ?? Compare().Test.Test, Compare().Test.Test);
    }

    [Fact]
    public void Categories_without_order_have_no_difference()
    {
        Assert.All(Enum.GetValues<ComparisonTest>(), test =>
            Assert.NotNull(ComparisonFit.Problem(EvaluationValueType.Categorical, test, true)));
        Assert.NotNull(ComparisonFit.Problem(EvaluationValueType.Categorical, null, false));
    }

    [Theory]
    [InlineData(EvaluationValueType.Binary, ComparisonTest.Mcnemar, true, true)]
    [InlineData(EvaluationValueType.Continuous, ComparisonTest.Mcnemar, true, false)]
    [InlineData(EvaluationValueType.Ordinal, ComparisonTest.Mcnemar, true, false)]
    [InlineData(EvaluationValueType.Binary, ComparisonTest.Mcnemar, false, false)]
    [InlineData(EvaluationValueType.Binary, ComparisonTest.TwoProportions, false, true)]
    [InlineData(EvaluationValueType.Ordinal, ComparisonTest.TwoProportions, false, false)]
    [InlineData(EvaluationValueType.Continuous, ComparisonTest.WelchT, false, true)]
    [InlineData(EvaluationValueType.Continuous, ComparisonTest.WelchT, true, false)]
    [InlineData(EvaluationValueType.Continuous, ComparisonTest.MannWhitney, true, false)]
    [InlineData(EvaluationValueType.Ordinal, ComparisonTest.PairedT, true, true)]
    [InlineData(EvaluationValueType.Ordinal, ComparisonTest.PairedT, false, false)]
    [InlineData(EvaluationValueType.Continuous, ComparisonTest.WilcoxonSignedRank, false, false)]
    public void A_test_fits_its_values_and_its_design(
        EvaluationValueType type,
        ComparisonTest test,
        bool paired,
        bool fits) =>
        Assert.Equal(fits, ComparisonFit.Problem(type, test, paired) is null);

    [Theory]
    [InlineData(EvaluationValueType.Binary, true, ComparisonTest.Mcnemar, ComparisonTest.PairedT)]
    [InlineData(EvaluationValueType.Ordinal, true, ComparisonTest.WilcoxonSignedRank, ComparisonTest.PairedT)]
    [InlineData(EvaluationValueType.Continuous, true, ComparisonTest.PairedT, ComparisonTest.WilcoxonSignedRank)]
    [InlineData(EvaluationValueType.Binary, false, ComparisonTest.TwoProportions, ComparisonTest.WelchT)]
    [InlineData(EvaluationValueType.Ordinal, false, ComparisonTest.MannWhitney, ComparisonTest.WelchT)]
    [InlineData(EvaluationValueType.Continuous, false, ComparisonTest.WelchT, ComparisonTest.MannWhitney)]
    public void The_value_type_decides_which_test_counts(
        EvaluationValueType type,
        bool paired,
        ComparisonTest test,
        ComparisonTest other)
    {
        var settings = new ComparisonSettings(type);
        var result = paired
            ? PairedSamples.Compare([0, 1, 1], [1, 1, 0], settings)
            : IndependentSamples.Compare([0, 1, 1], [1, 1, 0], settings);

        Assert.Equal((test, null), (result.Test.Test, result.Test.Note));
        Assert.Equal(other, Assert.Single(result.OtherTests).Test);
    }

    [Theory]
    [InlineData(true, null, ComparisonTest.PairedT, ComparisonTest.WilcoxonSignedRank)]
    [InlineData(true, ComparisonTest.Mcnemar, ComparisonTest.PairedT, ComparisonTest.WilcoxonSignedRank)]
    [InlineData(false, null, ComparisonTest.WelchT, ComparisonTest.MannWhitney)]
    [InlineData(false, ComparisonTest.TwoProportions, ComparisonTest.WelchT, ComparisonTest.MannWhitney)]
    public void Raters_who_disagree_turn_shares_into_means(
        bool paired,
        ComparisonTest? asked,
        ComparisonTest test,
        ComparisonTest other)
    {
        var settings = new ComparisonSettings(EvaluationValueType.Binary) { Test = asked };
        var result = paired
            ? PairedSamples.Compare([0, 0.5, 1], [1, 1, 0], settings)
            : IndependentSamples.Compare([0, 0.5, 1], [1, 1, 0], settings);

        Assert.Equal(test, result.Test.Test);
        Assert.StartsWith("Raters of a run disagree", result.Test.Note, StringComparison.Ordinal);
        Assert.Equal(other, Assert.Single(result.OtherTests).Test);
        Assert.StartsWith("Mean;", result.Candidate.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Means_that_were_asked_for_need_no_note()
    {
        var settings = new ComparisonSettings(EvaluationValueType.Binary) { Test = ComparisonTest.PairedT };

        Assert.Null(PairedSamples.Compare([0, 0.5, 1], [1, 1, 0], settings).Test.Note);
    }

    [Fact]
    public void A_test_that_is_asked_for_counts_and_the_fitting_ones_become_others()
    {
        var settings = new ComparisonSettings(EvaluationValueType.Binary) { Test = ComparisonTest.WilcoxonSignedRank };
        var result = PairedSamples.Compare([0, 1, 1], [1, 1, 0], settings);

        Assert.Equal((ComparisonTest.WilcoxonSignedRank, null), (result.Test.Test, result.Test.Note));
        Assert.Equal([ComparisonTest.Mcnemar, ComparisonTest.PairedT], result.OtherTests.Select(t => t.Test));
    }
}
