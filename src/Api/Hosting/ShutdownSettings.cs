namespace RunEvaluations.Api.Hosting;

/// <summary>How the service stops.</summary>
internal sealed record ShutdownSettings
{
    public const string Section = "Shutdown";

    /// <summary>How long it keeps accepting after readiness has turned false, for a balancer to notice.</summary>
    public TimeSpan ReadinessDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests in flight may take to end.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
