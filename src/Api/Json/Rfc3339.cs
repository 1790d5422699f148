using System.Globalization;
using System.Text.RegularExpressions;

namespace RunEvaluations.Api.Json;

/// <summary>
/// Times as RFC 3339 (section 5.6) spells them, always with their offset. Kept to the microsecond, in UTC.
/// </summary>
internal static partial class Rfc3339
{
    public const string Words = "must be an RFC 3339 time with its offset, such as 2026-01-31T09:30:00Z";

    /// <summary>Of what <see cref="Format"/> writes, and of what it needs to write it.</summary>
    public const int MaxLength = 28;

    /// <summary>In UTC with <c>Z</c>, with at most six digits of a second, which is what is stored.</summary>
    /// <returns>How many bytes it takes.</returns>
    public static int Format(DateTimeOffset time, Span<byte> text)
    {
        // Always seven digits and the Z.
        time.UtcDateTime.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        var digits = text[..(length - 2)].TrimEnd((byte)'0').Length;
        if (text[digits - 1] == (byte)'.')
            digits--;
        text[digits] = (byte)'Z';
        return digits + 1;
    }

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        var parts = Grammar().Match(text);
        if (!parts.Success)
            return false;

        var clock = $"{parts.Groups["date"].ValueSpan}T{parts.Groups["clock"].ValueSpan}";
        if (!DateTime.TryParseExact(clock, "s", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;

        var ticks = local.Ticks + Fraction(parts.Groups["fraction"].Value) - Offset(parts);

        // Npgsql takes the first representable moment for -infinity, and to the microsecond the last is never reached.
        if (ticks <= DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
            return false;

        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static long Fraction(string digits)
    {
        var microseconds = digits.Length >= 6 ? digits[..6] : digits.PadRight(6, '0');
        return int.Parse(microseconds, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond;
    }

    private static long Offset(Match parts)
    {
        if (!parts.Groups["sign"].Success)
            return 0;

        var hours = int.Parse(parts.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture);
        var minutes = int.Parse(parts.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture);
        var ticks = hours * TimeSpan.TicksPerHour + minutes * TimeSpan.TicksPerMinute;
        return parts.Groups["sign"].Value == "-" ? -ticks : ticks;
    }

    [GeneratedRegex(
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,32}))?" +
        @"([Zz]|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3]):(?<minutes>[0-5][0-9]))\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
