using System.Globalization;

namespace RunEvaluations.Infrastructure.Database.Accounts;

/// <summary>What a clean-up has deleted: of one account, or of all.</summary>
/// <param name="Runs">Runs that were older than their account keeps them.</param>
/// <param name="Evaluations">Their evaluations, retracted ones too.</param>
/// <param name="Entries">The second and later entries of those.</param>
/// <param name="Keys">Idempotency keys that had expired.</param>
public sealed record CleanedUp(long Runs, long Evaluations, long Entries, long Keys)
{
    public static CleanedUp Nothing { get; } = new(0, 0, 0, 0);

    /// <summary>Whether something was due and is left to the next clean-up, because others were at work on it.</summary>
    public bool Left { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Runs} runs with {Evaluations} evaluations, {Keys} expired keys")
        + (Left ? "; some are in use, and left to the next clean-up" : "");

    public static CleanedUp operator +(CleanedUp one, CleanedUp other) =>
        new(one.Runs + other.Runs, one.Evaluations + other.Evaluations, one.Entries + other.Entries, one.Keys + other.Keys)
        {
            Left = one.Left || other.Left,
        };
}
