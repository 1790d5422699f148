namespace RunEvaluations.Infrastructure.Database.Embedded;

/// <summary>The settings section <c>Embedded</c>: the PostgreSQL that the service runs when it is given none.</summary>
public sealed record EmbeddedPostgresSettings
{
    /// <summary>Whether it may be used; null for true outside Production, and false there.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Where the database is kept; null for the default of <see cref="Embedded.DataDirectory"/>.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The directory that holds <c>pg_ctl</c>; null to take the newest installation that is found.</summary>
    public string? BinaryDirectory { get; init; }
}
