namespace RunEvaluations.Domain.Statistics.Agreement;

/// <summary>Two raters, the one with the lower index first, and what they said of a target.</summary>
internal readonly record struct PairCell(int RaterA, int RaterB, int CategoryA, int CategoryB) : IComparable<PairCell>
{
    public static PairCell Of(Rating one, Rating other)
    {
        var (a, b) = Rating.InOrder(one, other);
        return new(a.Rater, b.Rater, (int)a.Value, (int)b.Value);
    }

    public int CompareTo(PairCell other) => (RaterA, RaterB, CategoryA, CategoryB)
        .CompareTo((other.RaterA, other.RaterB, other.CategoryA, other.CategoryB));
}
