namespace RunEvaluations.Api.Limits;

/// <summary>For requests that read much.</summary>
/// <param name="Timeout">How long one may take, from its arrival to its answer.</param>
internal sealed record LongRequestSettings(TimeSpan Timeout);
