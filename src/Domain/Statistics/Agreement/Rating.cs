namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>What a rater said of a target.</summary>
/// <param name="Rater">
/// The index that the caller gave the rater: 0, 1, 2, ...; of each at most one rating per target.
/// </param>
/// <param name="Value">The index of a category, or a score.</param>
public readonly record struct Rating(int Rater, double Value)
{
    internal const string NoneComparable = "No target has two or more ratings.";

    /// <summary>The two as all pairs of raters are told: the lower index first.</summary>
    internal static (Rating A, Rating B) InOrder(Rating one, Rating other) =>
        one.Rater < other.Rater ? (one, other) : (other, one);

    /// <summary>Throws where they cannot be the ratings of one target.</summary>
    internal static void Check(ReadOnlySpan<Rating> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(target[i].Rater, nameof(target));
            if (!double.IsFinite(target[i].Value))
                throw new ArgumentOutOfRangeException(nameof(target), target[i].Value, "must be finite numbers");
            for (var j = 0; j < i; j++)
            {
                if (target[j].Rater == target[i].Rater)
                    throw new ArgumentException("must not hold two ratings of a rater", nameof(target));
            }
        }
    }
}
