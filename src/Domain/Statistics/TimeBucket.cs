namespace RunEvaluations.Domain.Statistics;

/// <summary>A stretch of time, in UTC.</summary>
public enum TimeBucket
{
    Hour,
    Day,

    /// <summary>From Monday (ISO 8601).</summary>
    Week,
}

public static class TimeBuckets
{
    /// <summary>The one that a moment lies in: its beginning, which is included, and its end, which is not.</summary>
    public static (DateTimeOffset From, DateTimeOffset Before) Of(this TimeBucket bucket, DateTimeOffset moment)
    {
        var day = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero);
        var (from, length) = bucket switch
        {
            TimeBucket.Hour => (day.AddHours(moment.UtcDateTime.Hour), TimeSpan.FromHours(1)),
            TimeBucket.Day => (day, TimeSpan.FromDays(1)),
            _ => (day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), TimeSpan.FromDays(7)),
        };
        return (from, from + length);
    }
}
