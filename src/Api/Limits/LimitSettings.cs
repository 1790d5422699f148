using System.ComponentModel.DataAnnotations;
using RunEvaluations.Api.Input;

namespace RunEvaluations.Api.Limits;

/// <summary>The section <c>Limits</c>: what one account, one connection and one body may take of a service.</summary>
internal sealed record LimitSettings : InputLimits
{
    private const string Shortest = "00:00:01.1";
    private const string Longest = "00:10:00";

    /// <summary>Of one account, in the long run. 0 sets no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; init; } = 5000;

    /// <summary>Of one account, at once after a pause. Twice <see cref="RequestsPerSecond"/> where it is not said.</summary>
    [Range(1, 10_000_000)]
    public int? Burst { get; init; }

    /// <summary>How many requests of one account use the database at the same time. The rest wait for their turn.</summary>
    [Range(1, 10_000)]
    public int ConcurrentRequests { get; init; } = 16;

    /// <summary>How many of those may be statistics, which keep the database busy for long.</summary>
    [Range(1, 10_000)]
    public int ConcurrentStatistics { get; init; } = 2;

    /// <summary>How many of one account may wait for their turn.</summary>
    [Range(0, 1_000_000)]
    public int WaitingRequests { get; init; } = 1000;

    /// <summary>How many evaluations of everybody together may wait to be recorded; one more is 503.</summary>
    [Range(1, 1_000_000)]
    public int WaitingCreates { get; init; } = 10_000;

    /// <summary>How long the headers of a request may take to arrive.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A body that arrives slower, or an answer that is read slower, on average, is cut off.</summary>
    [Range(1, 1_000_000_000)]
    public int MinBytesPerSecond { get; init; } = 1024;

    /// <summary>How long a sender or a reader may be slower before it counts.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan SlownessGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a reader of a long list may take none of it.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReaderTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Of everybody together; one more is closed at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; init; } = 10_000;

    /// <summary><see cref="Burst"/>, said or not.</summary>
    internal int Quota => Burst ?? Math.Max(1, 2 * RequestsPerSecond);
}
