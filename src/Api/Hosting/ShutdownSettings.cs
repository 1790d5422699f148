using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Api.Hosting;

/// <summary>The section <c>Shutdown</c>: how the service stops.</summary>
internal sealed record ShutdownSettings
{
    public const string Section = "Shutdown";

    // "30" would be thirty days to .NET: whoever means seconds is told.
    private const string Longest = "01:00:00";

    /// <summary>How long it keeps accepting after readiness has turned false, for a balancer to notice.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReadinessDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests in flight may take to end.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
