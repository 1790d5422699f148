using FluentValidation;

namespace RunEvaluations.Application.Paging;

/// <summary>Rules for the parameters of a list. The messages follow the name of the parameter in a sentence.</summary>
internal static class PageRules
{
    public static void IsLimit<T>(this IRuleBuilder<T, int?> rule) =>
        rule.Must(limit => limit is null or (>= 1 and <= Page<T>.MaxLimit))
            .WithMessage($"must be a whole number from 1 to {Page<T>.MaxLimit}");

    public static void IsIdCursor<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Cursor.ReadId(text) is not null).WithMessage(NotACursor);

    public static void IsTimeCursor<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Cursor.ReadTimeAndId(text) is not null).WithMessage(NotACursor);

    public static void IsLineCursor<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || Cursor.ReadLine(text) is not null).WithMessage(NotACursor);

    internal const string NotACursor = "must be a cursor from the Link header of a page of this list";
}
