using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Tests.Results;

public sealed class ErrorTests
{
    [Fact]
    public void An_invalid_request_is_a_sentence_with_the_first_reason_of_each_field()
    {
        var error = Error.Invalid(new Dictionary<string, string[]>
        {
            ["name"] = ["must not be blank", "must be short"],
            ["value"] = ["must be a finite number"],
        });

        Assert.Equal((ErrorKind.Invalid, "invalid_request"), (error.Kind, error.Code));
        Assert.Equal("The request is not valid: name must not be blank; value must be a finite number.", error.Message);
        Assert.Equal(["must not be blank", "must be short"], error.Fields["name"]);
    }

    [Fact]
    public void One_field_is_told_the_same_way()
    {
        var error = Error.Invalid("value", "is required");

        Assert.Equal("The request is not valid: value is required.", error.Message);
        Assert.Equal(["is required"], Assert.Single(error.Fields, f => f.Key == "value").Value);
    }

    [Fact]
    public void An_error_has_no_fields_and_no_facts_of_its_own_accord()
    {
        var error = new Error(ErrorKind.Conflict, "taken", "It is taken.");

        Assert.Empty(error.Fields);
        Assert.Empty(error.Facts);
    }
}
