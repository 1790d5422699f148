using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Api.Hosting;

/// <summary>The section <c>Log</c>.</summary>
internal sealed record LogSettings
{
    public const string Section = "Log";

    /// <summary>How many lines may wait to be written; what does not fit is counted and lost.</summary>
    [Range(100, 1_000_000)]
    public int Buffer { get; init; } = 10_000;
}
