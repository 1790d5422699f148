using RunEvaluations.Domain.Results;

namespace RunEvaluations.Domain.Statistics;

public static class StatisticsErrors
{
    public static Error TooManyGroups(int most) => new(
        ErrorKind.Refused,
        "too_many_groups",
        $"There are more than {most} groups: select fewer evaluations, or group by less.")
    {
        Facts = new Dictionary<string, object?> { ["max_groups"] = most },
    };

    public static Error TooManyRaters(int most) => new(
        ErrorKind.Refused,
        "too_many_raters",
        $"More than {most} raters have judged what was selected, and each is compared with each: name some of them.")
    {
        Facts = new Dictionary<string, object?> { ["max_raters"] = most },
    };

    /// <summary>A method was asked for that means nothing for values of this type.</summary>
    /// <param name="field">Of the request.</param>
    /// <param name="reason">A sentence that says why.</param>
    public static Error MethodDoesNotFit(string field, string reason) =>
        new(ErrorKind.Refused, "method_does_not_fit", reason)
        {
            Fields = new Dictionary<string, string[]> { [field] = [reason] },
        };
}
