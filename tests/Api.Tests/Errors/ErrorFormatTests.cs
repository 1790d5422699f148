using RunEvaluations.Api.Errors;

namespace RunEvaluations.Api.Tests.Errors;

public sealed class ErrorFormatTests
{
    [Theory]
    [InlineData("application/problem+json")]
    [InlineData("Application/Problem+JSON")]
    [InlineData("application/problem+json; q=0.5")]
    [InlineData("application/problem+json; charset=utf-8")]
    [InlineData("application/json, application/problem+json")]
    [InlineData("application/problem+json, application/json;q=0.9")]
    [InlineData("application/json;q=0, application/problem+json;q=0.1, */*")]
    [InlineData("application/problem+json, */*")]
    [InlineData("text/html, application/problem+json;q=0.9, */*;q=0.8")]
    [InlineData("application/problem+json, */*;q=0.1")]
    public void The_problem_type_is_preferred(string accept) => Assert.True(ErrorFormat.PrefersProblem(accept));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData("application/problem+json;q=0")]
    [InlineData("application/problem+xml")]
    [InlineData("application/json, application/problem+json;q=0.9")]
    [InlineData("application/problem+json;q=0.5, */*")]
    [InlineData("application/problem+json;q=0.5, application/*;q=0.6")]
    [InlineData("application/problem+jsonx")]
    [InlineData("not a type")]
    public void The_plain_body_is_given(string? accept) => Assert.False(ErrorFormat.PrefersProblem(accept));
}
