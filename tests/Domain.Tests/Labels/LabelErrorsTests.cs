using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Tests.Labels;

public sealed class LabelErrorsTests
{
    public static TheoryData<ValueConstraint, double, string, Dictionary<string, object?>> Refusals { get; } = new()
    {
        {
            A.Binary, 2, "must be 0 or 1",
            new() { ["value_type"] = "binary" }
        },
        {
            A.Continuous(-0.5, 10), 10.25, "must lie between -0.5 and 10",
            new() { ["value_type"] = "continuous", ["min_value"] = -0.5, ["max_value"] = 10.0 }
        },
        {
            A.Categorical("red", "green", "blue"), 3,
            "must be the zero-based index of a category, a whole number from 0 to 2",
            new() { ["value_type"] = "categorical", ["categories"] = new[] { "red", "green", "blue" } }
        },
        {
            A.Ordinal("bad", "good"), 0.5,
            "must be the zero-based index of a category, a whole number from 0 to 1",
            new() { ["value_type"] = "ordinal", ["categories"] = new[] { "bad", "good" } }
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_value_that_is_not_allowed_is_refused_with_what_is_allowed(
        ValueConstraint constraint,
        double value,
        string reason,
        Dictionary<string, object?> rule)
    {
        var error = LabelErrors.ValueNotAllowed(A.Label(constraint), value);

        Assert.Equal((ErrorKind.Refused, "value_not_allowed"), (error.Kind, error.Code));
        Assert.Equal([reason], Assert.Single(error.Fields, f => f.Key == "value").Value);
        var facts = new Dictionary<string, object?>(rule)
        {
            ["evaluation_label_id"] = A.LabelId,
            ["evaluation_label_name"] = "accuracy",
            ["value"] = value,
        };
        Assert.Equivalent(facts, error.Facts, strict: true);
    }

    [Fact]
    public void The_sentence_names_value_type_label_and_reason() =>
        Assert.Equal(
            "The value 10.25 does not fit the continuous label 'accuracy': it must lie between -0.5 and 10.",
            LabelErrors.ValueNotAllowed(A.Label(A.Continuous(-0.5, 10)), 10.25).Message);
}
