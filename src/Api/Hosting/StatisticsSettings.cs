using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Api.Hosting;

/// <summary>The section <c>Statistics</c>.</summary>
internal sealed record StatisticsSettings
{
    public const string Section = "Statistics";

    /// <summary>How long figures and searches may take before they are answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
