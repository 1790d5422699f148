namespace RunEvaluations.Api.Tests.Security;

/// <summary>A clock that stands still until it is moved.</summary>
internal class SettableTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private DateTimeOffset now = Start;

    public void Advance(TimeSpan by) => now += by;

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;
}
