using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Tests.Labels;

public sealed class ValueConstraintFaultsTests
{
    private const string Listed = "categorical or ordinal";
    private const string NotAllowedHere = "is only allowed for a continuous label";

    /// <summary>Each type with each combination of fields that are given and not given.</summary>
    public static IEnumerable<object[]> Combinations() =>
        from type in Enum.GetValues<EvaluationValueType>()
        from min in new[] { false, true }
        from max in new[] { false, true }
        from categories in new[] { false, true }
        select new object[] { type, min, max, categories };

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Each_type_demands_and_allows_exactly_its_own_fields(
        EvaluationValueType type,
        bool min,
        bool max,
        bool categories)
    {
        var bounded = type is EvaluationValueType.Continuous;
        var listed = type is EvaluationValueType.Categorical or EvaluationValueType.Ordinal;
        var expected = new List<(string, string)>();
        if (min != bounded)
            expected.Add(("min_value", bounded ? "is required for a continuous label" : NotAllowedHere));
        if (max != bounded)
            expected.Add(("max_value", bounded ? "is required for a continuous label" : NotAllowedHere));
        if (categories != listed)
            expected.Add(("categories", $"are {(listed ? "required" : "only allowed")} for a {Listed} label"));

        var constraint = new ValueConstraint(type, min ? 1 : null, max ? 5 : null, categories ? ["good", "bad"] : null);

        Assert.Equal(expected, constraint.Faults());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void The_lower_bound_is_a_finite_number(double min) =>
        Assert.Equal([("min_value", "must be a finite number")], A.Continuous(min, 1).Faults());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void The_upper_bound_is_a_finite_number(double max) =>
        Assert.Equal([("max_value", "must be a finite number")], A.Continuous(0, max).Faults());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, -0.0)]
    [InlineData(2, 1)]
    public void The_lower_bound_lies_below_the_upper(double min, double max) =>
        Assert.Equal([("min_value", "must be less than max_value")], A.Continuous(min, max).Faults());

    [Fact]
    public void A_constraint_without_faults_has_finite_bounds_in_order() =>
        Always.Holds<(double Min, double Max)>(t => A.Continuous(t.Min, t.Max).Faults().Any()
            != (double.IsFinite(t.Min) && double.IsFinite(t.Max) && t.Min < t.Max));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void There_are_2_to_100_categories(int count, bool allowed) =>
        AssertCategories(A.Categories(count), allowed ? null : "must number 2 to 100");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\n\u00a0")]
    public void A_category_is_not_blank(string blank) => AssertCategories(["good", blank], "must not be blank");

    [Fact]
    public void A_category_can_be_stored() => AssertCategories(
        ["good", "ba\0d"],
        "must not contain the character U+0000 or half of a surrogate pair");

    [Theory]
    [InlineData("x", 200, true)]
    [InlineData("x", 201, false)]
    [InlineData("😀", 200, true)]
    [InlineData("😀", 201, false)]
    public void A_category_has_at_most_200_code_points(string character, int count, bool allowed) =>
        AssertCategories(
            ["good", string.Concat(Enumerable.Repeat(character, count))],
            allowed ? null : "must have at most 200 characters each");

    [Fact]
    public void Categories_are_distinct() => AssertCategories(["good", "bad", "good"], "must be distinct");

    [Fact]
    public void Categories_that_differ_in_case_or_spelling_are_distinct() =>
        AssertCategories(["good", "Good", "caf\u00e9", "cafe\u0301"], null);

    private static void AssertCategories(string[] categories, string? reason)
    {
        (string, string)[] expected = reason is null ? [] : [("categories", reason)];
        Assert.Equal(expected, A.Categorical(categories).Faults());
        Assert.Equal(expected, A.Ordinal(categories).Faults());
    }
}
