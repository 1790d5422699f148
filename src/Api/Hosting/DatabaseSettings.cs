namespace RunEvaluations.Api.Hosting;

/// <summary>The section <c>Database</c>.</summary>
internal sealed record DatabaseSettings
{
    public const string Section = "Database";

    /// <summary>False where the command <c>migrate</c> is run instead; until then the service is not ready.</summary>
    public bool MigrateOnStart { get; init; } = true;
}
