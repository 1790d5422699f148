using System.Globalization;
using System.Text.RegularExpressions;
using RunEvaluations.Api.Json;

namespace RunEvaluations.Api.Input;

/// <summary>A kind of value in a path or a query.</summary>
/// <param name="Words">What the value must be.</param>
/// <param name="Parse">The value, or null where the text is not one.</param>
internal sealed partial record TextKind(string Words, Func<string, object?> Parse)
{
    /// <summary>The kind of a type, or null where the framework's own binding is left to it.</summary>
    public static TextKind? Of(Type type) => type switch
    {
        _ when type == typeof(string) => new("must be text", text => text),
        _ when type == typeof(Guid) => new(UuidText.Words, text => Uuid(text)),
        _ when type == typeof(DateTimeOffset) => new(Rfc3339.Words, text => Time(text)),
        _ when type == typeof(int) => new(Whole(int.MaxValue), text => (int?)Digits(text, int.MaxValue)),
        _ when type == typeof(long) => new(Whole(long.MaxValue), text => Digits(text, long.MaxValue)),
        _ when type == typeof(double) => new("must be a finite number, such as 0.5 or -1e3", text => JsonNumber(text)),
        _ when type == typeof(bool) => new("must be true or false", Bool),
        { IsEnum: true } => new(EnumText.Words(type), text => EnumText.Names(type).GetValueOrDefault(text)),
        _ => null,
    };

    private static Guid? Uuid(string text) => UuidText.TryParse(text, out var id) ? id : null;

    private static DateTimeOffset? Time(string text) => Rfc3339.TryParse(text, out var time) ? time : null;

    private static object? Bool(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>As JSON spells numbers. What is too large for a double becomes infinite.</summary>
    private static double? JsonNumber(string text) =>
        Number().IsMatch(text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static string Whole(long most) => $"must be a whole number from 0 to {most}, in digits only";

    private static long? Digits(string text, long most) =>
        text is ['0'] or [>= '1' and <= '9', ..]
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= most
            ? number
            : null;

    [GeneratedRegex(
        @"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
