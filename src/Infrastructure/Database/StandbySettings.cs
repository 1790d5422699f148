namespace RunEvaluations.Infrastructure.Database;

/// <summary>How old an answer of a standby may be, before the primary is asked instead.</summary>
/// <param name="MaxStaleness">Null where standbys are not asked.</param>
internal sealed record StandbySettings(TimeSpan? MaxStaleness);
