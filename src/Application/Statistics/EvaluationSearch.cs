using RunEvaluations.Domain.Statistics;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Application.Statistics;

/// <summary>Which evaluations a search lists: those that a figure was computed from, or whichever are looked for.</summary>
public sealed record EvaluationSearch
{
    public Selection Selection { get; init; } = new();

    /// <summary>Included, as is the greatest.</summary>
    public double? MinValue { get; init; }

    public double? MaxValue { get; init; }

    /// <summary>Whether only the latest of each rater for the same target is listed: those that figures count.</summary>
    public bool Counted { get; init; }

    /// <summary>
    /// Of those, when it was recorded: unlike that of the selection, this time does not decide which is the latest. Included,
    /// while the end is not.
    /// </summary>
    public DateTimeOffset? CountedFrom { get; init; }

    public DateTimeOffset? CountedBefore { get; init; }

    /// <summary>Only targets that so many raters of the selection have judged.</summary>
    public int? MinRaters { get; init; }

    /// <summary>Only targets that each of these has judged.</summary>
    public IReadOnlyList<Rater>? RatedBy { get; init; }

    /// <summary>When they have judged them. Included, while the end is not.</summary>
    public DateTimeOffset? RatedFrom { get; init; }

    public DateTimeOffset? RatedBefore { get; init; }

    /// <summary>
    /// Only targets of which the raters besides <see cref="RatedBy"/> are not divided: one value was given most often, as
    /// <see cref="Consensus"/> has it for categories without order.
    /// </summary>
    public bool Decided { get; init; }

    /// <summary>Only runs that have a counterpart among others.</summary>
    public Counterparts? PairedWith { get; init; }
}

/// <summary>Runs to compare with.</summary>
/// <param name="Key">The member of the metadata that a run shares with its counterpart.</param>
/// <param name="Runs">Where the counterparts are.</param>
public sealed record Counterparts(string Key, RunSelection Runs);
