using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Tests.Results;

public sealed class ResultTests
{
    private static readonly Error Refusal = new(ErrorKind.Conflict, "taken", "It is taken.");

    [Fact]
    public void A_value_is_a_result_without_an_error()
    {
        Result<int> result = 7;

        Assert.Null(result.Error);
        Assert.Equal(7, result.Value);
    }

    [Fact]
    public void An_error_is_a_result_whose_value_must_not_be_asked_for()
    {
        Result<int> result = Refusal;

        Assert.Same(Refusal, result.Error);
        var bug = Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.Contains("taken", bug.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_value_is_a_value() => Assert.Equal(default, Result<Done>.Ok(default).Value);

    [Fact]
    public void Any_result_type_can_build_its_failure()
    {
        Assert.Same(Refusal, Fail<Result<int>>().Error);
        Assert.Same(Refusal, Fail<Result<string>>().Error);

        static T Fail<T>() where T : IResult<T> => T.Fail(Refusal);
    }
}
