using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Evaluations;

public sealed class EvaluationTests
{
    [Fact]
    public void Negative_zero_is_kept_as_zero()
    {
        Assert.False(double.IsNegative(Judgment(-0.0).Value));
        Assert.False(double.IsNegative((Judgment(1) with { Value = -0.0 }).Value));
    }

    [Fact]
    public void Every_other_value_is_kept_to_the_bit() =>
        Always.Holds<double>(value => (value == 0 && double.IsNegative(value))
            || BitConverter.DoubleToInt64Bits(Judgment(value).Value) == BitConverter.DoubleToInt64Bits(value));

    private static Evaluation Judgment(double value) => new()
    {
        Id = Guid.Empty,
        Author = Caller.User("acme", "ann"),
        RunId = Guid.Empty,
        LabelId = A.LabelId,
        Value = value,
        CreatedAt = default,
    };
}
