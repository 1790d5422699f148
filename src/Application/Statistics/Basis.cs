namespace RunEvaluations.Application.Statistics;

/// <summary>What every answer says of what it was computed from.</summary>
public sealed record Basis
{
    /// <summary>The moment that the figures are of.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many evaluations were counted.</summary>
    public required long Counted { get; init; }

    /// <summary>How many were set aside, since their rater has given a later value for the same target.</summary>
    public required long SetAside { get; init; }

    /// <summary>Why there is nothing; null where there is something.</summary>
    public string? Note => Counted > 0 ? null : "The selection matches no evaluation.";

    public static Basis Of(DateTimeOffset asOf, RatingCounts counts) =>
        new() { AsOf = asOf, Counted = counts.Counted, SetAside = counts.SetAside };
}
