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

    /// <summary>Whether evaluations that are recorded at the same time share a statement and a commit.</summary>
    public bool GatherCreates { get; init; } = true;

    /// <summary>Which server answers requests that only read.</summary>
    public ReadFrom ReadFrom { get; init; } = ReadFrom.Primary;

    /// <summary>How old the answer of a standby may be; beyond that the primary is asked.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxStaleness { get; init; } = TimeSpan.FromSeconds(5);
}

internal enum ReadFrom
{
    Primary,
    Standby,
}
