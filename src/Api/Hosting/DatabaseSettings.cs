using System.ComponentModel.DataAnnotations;

namespace RunEvaluations.Api.Hosting;

/// <summary>The section <c>Database</c>.</summary>
internal sealed record DatabaseSettings
{
    public const string Section = "Database";

    /// <summary>False where the command <c>migrate</c> is run instead; until then the service is not ready.</summary>
    public bool MigrateOnStart { get; init; } = true;

    /// <summary>How long a request may wait for the database before it is answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
