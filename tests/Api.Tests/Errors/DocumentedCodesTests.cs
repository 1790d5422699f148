using System.Reflection;
using RunEvaluations.Api.Errors;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Api.Tests.Errors;

public sealed class DocumentedCodesTests
{
    [Fact]
    public void Every_named_error_of_the_domain_is_documented_with_its_status()
    {
        var errors =
            from type in typeof(Error).Assembly.GetTypes()
            where type.Name.EndsWith("Errors", StringComparison.Ordinal)
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
            where field.FieldType == typeof(Error)
            select (Error)field.GetValue(null)!;
        var documented = errors.Select(e => (ErrorStatus.Of(e.Kind), e.Code)).ToList();

        Assert.InRange(documented.Count, 10, 1000);
        Assert.Empty(documented.Except(DocumentedCodes.All));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(408)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(500)]
    [InlineData(503)]
    public void What_is_said_of_a_bare_status_is_documented(int status) =>
        Assert.Contains((status, StatusAnswer.Of(status).Code), DocumentedCodes.All);

    [Fact]
    public void No_code_has_two_statuses_but_those_that_v5_has_another_one_for() =>
        Assert.Equal(
            ["invalid_body", "invalid_request"],
            DocumentedCodes.All.GroupBy(c => c.Code).Where(g => g.Count() > 1).Select(g => g.Key).Order());
}
