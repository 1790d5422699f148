using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Statistics;

namespace RunEvaluations.Domain.Tests.Statistics;

public sealed class StatisticsErrorsTests
{
    [Fact]
    public void Too_many_groups_say_how_many_there_may_be()
    {
        var error = StatisticsErrors.TooManyGroups(200);

        Assert.Equal((ErrorKind.Refused, "too_many_groups"), (error.Kind, error.Code));
        Assert.Equal("There are more than 200 groups: select fewer evaluations, or group by less.", error.Message);
        Assert.Equal(new Dictionary<string, object?> { ["max_groups"] = 200 }, error.Facts);
        Assert.Empty(error.Fields);
    }

    [Fact]
    public void Too_many_raters_say_how_many_there_may_be()
    {
        var error = StatisticsErrors.TooManyRaters(50);

        Assert.Equal((ErrorKind.Refused, "too_many_raters"), (error.Kind, error.Code));
        Assert.StartsWith("More than 50 raters have judged what was selected", error.Message, StringComparison.Ordinal);
        Assert.Equal(new Dictionary<string, object?> { ["max_raters"] = 50 }, error.Facts);
        Assert.Empty(error.Fields);
    }

    [Fact]
    public void A_method_that_does_not_fit_is_named_by_its_field_with_the_reason()
    {
        var error = StatisticsErrors.MethodDoesNotFit("metric", "Only the nominal metric fits.");

        Assert.Equal((ErrorKind.Refused, "method_does_not_fit"), (error.Kind, error.Code));
        Assert.Equal("Only the nominal metric fits.", error.Message);
        var (field, reasons) = Assert.Single(error.Fields);
        Assert.Equal("metric", field);
        Assert.Equal(["Only the nominal metric fits."], reasons);
        Assert.Empty(error.Facts);
    }
}
