using System.Text.Json;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class EvaluatorSpecTests
{
    private static readonly EvaluatorSpec YesOrNo = new(EvaluatorType.External, JudgmentType.Boolean, [], null, null);

    [Theory]
    [InlineData("llm", EvaluatorType.Llm, EvaluatorKind.Llm, false)]
    [InlineData("python", EvaluatorType.Python, EvaluatorKind.Code, false)]
    [InlineData("human", EvaluatorType.Human, EvaluatorKind.Human, true)]
    [InlineData("external", EvaluatorType.External, EvaluatorKind.Code, true)]
    public void What_judges_is_read_and_what_the_ledger_calls_it(
        string name, EvaluatorType type, EvaluatorKind kind, bool elsewhere)
    {
        var spec = Of($$"""{"evaluator_type":"{{name}}","return_type":"text"}""");

        Assert.Equal((type, kind, elsewhere), (spec.Type, spec.Kind, spec.JudgesElsewhere));
    }

    [Theory]
    [InlineData("boolean", JudgmentType.Boolean)]
    [InlineData("number", JudgmentType.Number)]
    [InlineData("select", JudgmentType.Select)]
    [InlineData("multi_select", JudgmentType.MultiSelect)]
    [InlineData("text", JudgmentType.Text)]
    public void What_it_returns_is_read(string name, JudgmentType returns) =>
        Assert.Equal(returns, Of($$"""{"evaluator_type":"external","return_type":"{{name}}"}""").Returns);

    [Fact]
    public void Limits_and_options_are_read_where_there_are_any()
    {
        var spec = Of("""
            {"evaluator_type":"human","return_type":"number","number_limits":{"min":-1.5,"max":2,"step":1},
              "options":[{"name":"b","valence":"positive"},{"name":"a"}]}
            """);
        Assert.Equal((-1.5, 2.0), (spec.Min, spec.Max));
        Assert.Equal(["b", "a"], spec.Options);

        var half = Of("""{"evaluator_type":"human","return_type":"number","number_limits":{"max":2}}""");
        Assert.Equal((null, 2.0), (half.Min, half.Max));
        Assert.Empty(half.Options);
    }

    [Fact]
    public void The_ledger_has_a_label_for_yes_and_no_numbers_and_options_that_a_label_could_have()
    {
        Assert.Equal(A.Binary, YesOrNo.Constraint);
        Assert.Equal(A.Continuous(-1, 2), Numbers(-1, 2).Constraint);
        Assert.Equal(A.Continuous(-EvaluatorSpec.Most, EvaluatorSpec.Most), Numbers(null, null).Constraint);
        Assert.Equal(A.Continuous(0, EvaluatorSpec.Most), Numbers(0, null).Constraint);
        Assert.True(Options("a", "b").Constraint!.IsSameAs(A.Categorical("a", "b")));
        Assert.NotNull(Options(A.Categories(100)).Constraint);
    }

    [Fact]
    public void It_has_none_for_the_others()
    {
        Assert.Null(Options().Constraint);
        Assert.Null(Options("a").Constraint);
        Assert.Null(Options(A.Categories(101)).Constraint);
        Assert.Null(Options("a", new string('x', 201)).Constraint);
        Assert.Null((Options("a", "b") with { Returns = JudgmentType.MultiSelect }).Constraint);
        Assert.Null((YesOrNo with { Returns = JudgmentType.Text }).Constraint);
    }

    [Fact]
    public void Limits_are_in_order_and_not_too_large_to_add_up()
    {
        (string, string) order = ("number_limits", "must have a min that is less than its max");
        Assert.Equal([order], Numbers(1, 1).Faults());
        Assert.Equal([order], Numbers(2, 1).Faults());
        (string, string) size = ("number_limits", "must lie between -1e150 and 1e150");
        Assert.Equal([size], Numbers(double.NegativeInfinity, 1).Faults());
        Assert.Equal([size], Numbers(0, 1.1e150).Faults());
        Assert.Empty(Numbers(-EvaluatorSpec.Most, EvaluatorSpec.Most).Faults());
        Assert.Empty(Numbers(null, null).Faults());
    }

    [Fact]
    public void Options_are_distinct_and_not_blank()
    {
        Assert.Equal([("options", "must be distinct")], Options("a", "b", "a").Faults());
        Assert.Equal([("options", "must not be blank")], Options("a", " ").Faults());
        Assert.Empty(Options("a", "A").Faults());
        Assert.Empty(Options().Faults());
    }

    [Theory]
    [InlineData("true", null)]
    [InlineData("false", null)]
    [InlineData("1", "must be true or false")]
    [InlineData("\"true\"", "must be true or false")]
    [InlineData("null", "must be true or false")]
    public void Yes_and_no_are_true_and_false(string judgment, string? fault) => AssertFault(fault, YesOrNo, judgment);

    [Theory]
    [InlineData("-1", null)]
    [InlineData("2.0", null)]
    [InlineData("2.0000000000000004", "must lie between -1 and 2")]
    [InlineData("-1e999", "must lie between -1 and 2")]
    [InlineData("\"1\"", "must be a number")]
    [InlineData("true", "must be a number")]
    public void A_number_lies_within_the_limits(string judgment, string? fault) =>
        AssertFault(fault, Numbers(-1, 2), judgment);

    [Fact]
    public void A_number_without_limits_can_be_added_up()
    {
        AssertFault(null, Numbers(null, null), "1e150");
        foreach (var large in new[] { "1.1e150", "-1e151", "1e999" })
            Assert.NotNull(Numbers(null, null).Fault(JsonDocument.Parse(large).RootElement));
    }

    [Theory]
    [InlineData("\"a\"", null)]
    [InlineData("\"c\"", "must be one of the evaluator's options: a, b")]
    [InlineData("\"A\"", "must be one of the evaluator's options: a, b")]
    [InlineData("[\"a\"]", "must be the name of an option")]
    [InlineData("0", "must be the name of an option")]
    public void An_option_is_one_of_those_that_there_are(string judgment, string? fault) =>
        AssertFault(fault, Options("a", "b"), judgment);

    [Theory]
    [InlineData("[]", null)]
    [InlineData("[\"b\",\"a\"]", null)]
    [InlineData("[\"b\",\"c\"]", "must be one of the evaluator's options: a, b")]
    [InlineData("[\"b\",1]", "must be the name of an option")]
    [InlineData("\"a\"", "must be an array of options")]
    public void Several_options_are_each_one_of_those_that_there_are(string judgment, string? fault) =>
        AssertFault(fault, Options("a", "b") with { Returns = JudgmentType.MultiSelect }, judgment);

    [Fact]
    public void Where_no_options_are_named_any_will_do()
    {
        AssertFault(null, Options(), "\"whatever\"");
        AssertFault(null, Options() with { Returns = JudgmentType.MultiSelect }, "[\"whatever\"]");
    }

    [Theory]
    [InlineData("\"\"", null)]
    [InlineData("1", "must be a string")]
    public void A_text_is_a_string(string judgment, string? fault) =>
        AssertFault(fault, YesOrNo with { Returns = JudgmentType.Text }, judgment);

    [Fact]
    public void A_judgment_comes_back_from_its_value()
    {
        AssertBack(YesOrNo, true, 1);
        AssertBack(YesOrNo, false, 0);
        AssertBack(Options("b", "a"), "b", 0);
        AssertBack(Options("b", "a"), "a", 1);
    }

    [Fact]
    public void A_number_is_its_value() => Always.Holds<double>(number =>
    {
        if (!(Math.Abs(number) <= EvaluatorSpec.Most))
            return true;
        var json = JsonSerializer.SerializeToElement(number);
        var spec = Numbers(null, null);
        return spec.Fault(json) is null && spec.ToValue(json).Equals(number) && spec.ToJudgment(number).Equals(number);
    });

    [Theory]
    [InlineData(JudgmentType.Text)]
    [InlineData(JudgmentType.MultiSelect)]
    public void What_the_ledger_does_not_hold_has_no_value(JudgmentType returns) => Assert.Throws<InvalidOperationException>(
        () => (YesOrNo with { Returns = returns }).ToValue(JsonSerializer.SerializeToElement("x")));

    private static EvaluatorSpec Of(string spec) => EvaluatorSpec.Of(new JsonObjectText($$"""{"spec":{{spec}} }"""));

    private static EvaluatorSpec Numbers(double? min, double? max) =>
        YesOrNo with { Returns = JudgmentType.Number, Min = min, Max = max };

    private static EvaluatorSpec Options(params string[] options) =>
        YesOrNo with { Returns = JudgmentType.Select, Options = options };

    private static void AssertFault(string? fault, EvaluatorSpec spec, string judgment) =>
        Assert.Equal(fault, spec.Fault(JsonDocument.Parse(judgment).RootElement));

    private static void AssertBack(EvaluatorSpec spec, object judgment, double value)
    {
        Assert.Equal(value, spec.ToValue(JsonSerializer.SerializeToElement(judgment)));
        Assert.Equal(judgment, spec.ToJudgment(value));
    }
}
