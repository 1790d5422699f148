namespace RunEvaluations.Api.Preconditions;

/// <summary>The section <c>Concurrency</c>.</summary>
internal sealed record ConcurrencySettings
{
    public const string Section = "Concurrency";

    /// <summary>Whether a change without <c>If-Match</c> is refused; otherwise the last writer wins.</summary>
    public bool RequireIfMatch { get; init; }
}
