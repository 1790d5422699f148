namespace RunEvaluations.Infrastructure.Statistics;

/// <summary>How long statistics may take.</summary>
internal sealed record StatisticsLimits(TimeSpan Timeout)
{
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(1);

    /// <summary>The server's limit for the statement: a part of the time is for what is computed after it.</summary>
    public int StatementMilliseconds => (int)(Timeout * 0.9).TotalMilliseconds;

    /// <summary>The driver's, which comes later: the server ends a statement more cleanly.</summary>
    public int StatementSeconds => (int)Math.Ceiling(Timeout.TotalSeconds) + 1;
}
