using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Application.Idempotency;

/// <summary>The section <c>Idempotency</c>.</summary>
public sealed record IdempotencySettings
{
    public const string Section = "Idempotency";

    /// <summary>How long a key stands for its first request.</summary>
    // "24" and "24:00:00" are 24 days to .NET: whoever means hours is told.
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a request waits for the first one with its key. It holds a connection meanwhile.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(2);
}
