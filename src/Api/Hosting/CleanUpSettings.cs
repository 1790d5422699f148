using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Api.Hosting;

/// <summary>The section <c>CleanUp</c>.</summary>
internal sealed record CleanUpSettings
{
    public const string Section = "CleanUp";

    /// <summary>How often a service that is given the tables' owner cleans up; never where it is zero.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}
